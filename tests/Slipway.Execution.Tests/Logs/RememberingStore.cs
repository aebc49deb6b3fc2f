using System.Collections.Immutable;
using Slipway.Execution.Logs;

namespace Slipway.Execution.Tests.Logs;

/// <summary>Keeps chunks in memory, as soon as <see cref="Before"/> lets them in.</summary>
internal sealed class RememberingStore : ILogStore
{
    private readonly Lock gate = new();
    private ImmutableList<LogChunk> chunks = [];

    /// <summary>Called before each append, with how many there were before; may wait or throw.</summary>
    public Func<int, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public ImmutableList<LogChunk> Chunks => chunks;

    public IEnumerable<string> Lines => Chunks.SelectMany(chunk => chunk.Lines).Select(line => line.Text.Replace("\u001b[2m", "", StringComparison.Ordinal).Replace("\u001b[31m", "", StringComparison.Ordinal).Replace("\u001b[0m", "", StringComparison.Ordinal));

    public async Task<LogAppend> AppendAsync(LogChunk chunk, CancellationToken cancellationToken)
    {
        await Before(Asked++).WaitAsync(cancellationToken);
        lock (gate)
        {
            var earlier = chunks.Where(known => known.Attempt == chunk.Attempt && known.Writer != chunk.Writer).ToList();
            if (earlier.Exists(known => known.Sequence == chunk.Sequence))
            {
                return new LogAppend.Behind(earlier.Max(known => known.Sequence), earlier.Sum(known => (long)known.Lines.Length), earlier.Sum(known => known.Characters));
            }

            if (!chunks.Exists(known => known.Writer == chunk.Writer && known.Sequence == chunk.Sequence))
            {
                chunks = chunks.Add(chunk with { Position = chunks.Count + 1 });
            }

            return new LogAppend.Done();
        }
    }

    public Task<LogPage?> ReadAsync(ExecutionId execution, LogQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
}
