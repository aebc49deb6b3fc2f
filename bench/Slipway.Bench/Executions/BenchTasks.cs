using System.Collections.Concurrent;
using System.Diagnostics;
using Slipway.Execution.Tasks;

namespace Slipway.Bench.Executions;

/// <summary>Does nothing, at once, and tells when it was asked to.</summary>
internal sealed class InstantTask : ITaskRunner
{
    public const string Name = "bench-instant";

    private readonly ConcurrentDictionary<string, long> asked = new();

    public string Type => Name;

    /// <summary>When the first task of the execution with these comments was asked for, by the clock of <see cref="Stopwatch"/>; null when it was not.</summary>
    public long? FirstAskedFor(string tag) => asked.TryGetValue(tag, out var at) ? at : null;

    public Task<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        if (context.Input["tag"]?.GetValue<string>() is { Length: > 0 } tag)
        {
            asked.TryAdd(tag, Stopwatch.GetTimestamp());
        }

        return Task.FromResult<TaskOutcome>(new TaskOutcome.Completed(new() { ["done"] = true }, "Done."));
    }
}

/// <summary>Waits for a person who never comes.</summary>
internal sealed class PersonTask : ITaskRunner
{
    public const string Name = "bench-person";

    public string Type => Name;

    public bool TakesUp => true;

    public Task<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken) =>
        Task.FromResult<TaskOutcome>(new TaskOutcome.Awaits("Waits for a person.") { IsForPeople = true });
}

/// <summary>Is under way until the server goes, and taken up when it is back; counts the attempts that it is at.</summary>
internal sealed class EndlessTask : ITaskRunner
{
    public const string Name = "bench-endless";

    private int live;

    public string Type => Name;

    public bool TakesUp => true;

    /// <summary>How many attempts are under way.</summary>
    public int Live => Volatile.Read(ref live);

    public async Task<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref live);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new UnreachableException();
    }
}
