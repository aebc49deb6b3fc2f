using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Slipway.Execution.Feed;
using Slipway.Execution.Tasks;
using Slipway.Pipelines.Expressions;

namespace Slipway.Execution.Logs;

/// <summary>
/// The log of one attempt while it is under way. Writers leave text and go on; one loop carries it to the store, chunk by chunk.
/// An attempt that writes nothing costs nothing: no loop, and no row.
/// </summary>
internal sealed partial class TaskLog : ITaskLog, IDisposable
{
    private const int Slice = 16 * 1024;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private readonly ILogStore store;
    private readonly Feed<LogAppended> feed;
    private readonly LogBounds bounds;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Guid writer = Guid.NewGuid();
    private readonly TaskAttempt attempt;

    private readonly Lock gate = new();
    private readonly TerminalText terminal;
    private readonly MaskedText mask;
    private readonly LogLines lines;
    private readonly Queue<LogLine> waiting = [];
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource givenUp = new();
    private readonly TaskCompletionSource ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IEnumerable<string>? secrets;
    private int waitingCharacters;
    private Kept kept;
    private Cut beyond;
    private Cut lost;
    private bool isEnding;
    private bool hasEnded;
    private Task? carrying;

    public TaskLog(TaskAttempt attempt, IEnumerable<string> secrets, ILogStore store, Feed<LogAppended> feed, LogBounds bounds, TimeProvider clock, ILogger logger)
    {
        (this.attempt, this.store, this.feed, this.bounds, this.clock, this.logger) = (attempt, store, feed, bounds, clock, logger);
        lines = new LogLines(bounds.LineLength, Take);
        mask = new MaskedText(lines);
        terminal = new TerminalText(mask);
        this.secrets = secrets;
    }

    /// <summary>What the log begins with, if anything is ever written.</summary>
    public required string Heading { get; init; }

    public void Hide(IEnumerable<string> secrets)
    {
        var forms = LoggedSecrets.Of(secrets);
        lock (gate)
        {
            mask.Hide(forms);
        }
    }

    public void Write(ReadOnlySpan<char> text)
    {
        lock (gate)
        {
            Read(text);
        }
    }

    public void WriteLine(string line)
    {
        lock (gate)
        {
            Read(line);
            Read("\n");
        }
    }

    /// <summary>Ends the log, with how the attempt ended, and waits until it is on disk, or for <see cref="LogBounds.EndWait"/>.</summary>
    /// <param name="outcome">Null when it was cut off. A failure is written even if the attempt wrote nothing.</param>
    public async Task EndAsync(TaskOutcome? outcome)
    {
        lock (gate)
        {
            Finish();
            if (carrying is not null || outcome is TaskOutcome.Failed)
            {
                // Masked like all else: what an outcome says may hold what the input held. It is kept however full the log is.
                SayCut();
                isEnding = true;
                Read(Ending(outcome));
                Finish();
            }

            hasEnded = true;
        }

        ending.TrySetResult();
        wake.Writer.TryWrite(true);
        if (carrying is { } carry)
        {
            await carry.WaitAsync(bounds.EndWait, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await givenUp.CancelAsync();
            await carry;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => givenUp.Dispose();

    private void Read(ReadOnlySpan<char> text)
    {
        if (secrets is not null)
        {
            // Not sooner: most attempts of most executions write nothing.
            mask.Hide(LoggedSecrets.Of(secrets));
            secrets = null;
        }

        for (; !hasEnded && text.Length > 0; text = text[Math.Min(Slice, text.Length)..])
        {
            terminal.Read(text[..Math.Min(Slice, text.Length)]);
            mask.Release(isEnd: false);
        }
    }

    private void Finish()
    {
        mask.Release(isEnd: true);
        lines.Finish();
    }

    // Called under the gate, for each line that has ended.
    private void Take(string line)
    {
        if (carrying is null)
        {
            Enqueue(Note(Heading));
        }

        if (!isEnding && (beyond.Lines > 0 || kept.Lines >= bounds.Lines || kept.Characters + line.Length > bounds.Characters))
        {
            if (beyond.Lines == 0)
            {
                Enqueue(Note(string.Create(CultureInfo.InvariantCulture, $"The log is full: {bounds.Lines:N0} lines and {bounds.Characters:N0} characters are kept of an attempt. What comes now is cut.")));
            }

            beyond = beyond.With(line);
            return;
        }

        if (!isEnding && waitingCharacters + line.Length > bounds.Waiting)
        {
            lost = lost.With(line);
            return;
        }

        SayLost();
        kept = kept.With(line);
        Enqueue(line);
    }

    private void SayLost()
    {
        if (lost.Lines > 0)
        {
            Enqueue(Note($"{lost} are missing here: the database did not take them in time."));
            lost = default;
        }
    }

    private void SayCut()
    {
        SayLost();
        if (beyond.Lines > 0)
        {
            Enqueue(Note($"{beyond} were cut."));
        }
    }

    private void Enqueue(string line)
    {
        waiting.Enqueue(new LogLine(clock.GetUtcNow(), line));
        waitingCharacters += line.Length;
        carrying ??= Task.Run(CarryAsync);
        wake.Writer.TryWrite(true);
    }

    private async Task CarryAsync()
    {
        var sequence = 1;
        var next = Dequeue();
        while (true)
        {
            if (next.IsEmpty)
            {
                if (ending.Task.IsCompleted)
                {
                    return;
                }

                await wake.Reader.ReadAsync();
            }
            else
            {
                if (await AppendAsync(next, sequence) is not { } written)
                {
                    return;
                }

                sequence = written + 1;
                await Task.WhenAny(Task.Delay(bounds.Gathering, clock), ending.Task);
            }

            next = Dequeue();
        }
    }

    private ImmutableArray<LogLine> Dequeue()
    {
        lock (gate)
        {
            var chunk = ImmutableArray.CreateBuilder<LogLine>();
            for (var characters = 0; chunk.Count < bounds.ChunkLines && waiting.TryPeek(out var line); waiting.Dequeue())
            {
                characters += line.Text.Length;
                if (chunk.Count > 0 && characters > bounds.ChunkCharacters)
                {
                    break;
                }

                chunk.Add(line);
                waitingCharacters -= line.Text.Length;
            }

            return chunk.ToImmutable();
        }
    }

    /// <summary>Sends a chunk until it is on disk.</summary>
    /// <returns>The number it has; null when nothing can be written any more.</returns>
    private async Task<int?> AppendAsync(ImmutableArray<LogLine> next, int sequence)
    {
        for (var retry = FirstRetry; ; retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry)
        {
            try
            {
                switch (await store.AppendAsync(new LogChunk(attempt, writer, sequence, next), givenUp.Token))
                {
                    case LogAppend.Done:
                        feed.Publish(new LogAppended(attempt.Execution));
                        return sequence;
                    case LogAppend.Behind earlier:
                        // In place of the heading: that stands there already.
                        var again = new LogLine(next[0].At, Note("The attempt is taken up again."));
                        next = sequence is 1 ? next.SetItem(0, again) : next.Insert(0, again);
                        sequence = earlier.LastSequence + 1;
                        lock (gate)
                        {
                            kept = kept.Behind(earlier);
                        }

                        continue;
                    default:
                        return null;
                }
            }
            catch (OperationCanceledException) when (givenUp.IsCancellationRequested)
            {
                LogGivenUp(logger, attempt.IdempotencyKey);
                return null;
            }
            catch (Exception e)
            {
                if (retry == FirstRetry)
                {
                    LogAppendFailed(logger, attempt.IdempotencyKey, e.Message);
                }
            }

            await Task.Delay(retry, clock, givenUp.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (givenUp.IsCancellationRequested)
            {
                LogGivenUp(logger, attempt.IdempotencyKey);
                return null;
            }
        }
    }

    private static string Ending(TaskOutcome? outcome) => outcome switch
    {
        TaskOutcome.Awaits awaits => $"{Note(awaits.Message)}\n",
        TaskOutcome.Completed completed => $"{Note($"Completed. {completed.Message}")}\n",
        TaskOutcome.Failed failed => $"\u001b[31mFailed: {failed.Message}\u001b[0m\n",
        TaskOutcome.Canceled canceled => $"\u001b[33mCanceled: {canceled.Message}\u001b[0m\n",
        _ => "",
    };

    // Faint, so that it is told from what the task wrote.
    private static string Note(string text) => $"\u001b[2m{text}\u001b[0m";

    [LoggerMessage(2040, LogLevel.Warning, "Lines of attempt {Attempt} could not be written yet: {Reason}")]
    private static partial void LogAppendFailed(ILogger logger, string attempt, string reason);

    [LoggerMessage(2041, LogLevel.Warning, "The last lines of attempt {Attempt} were given up: the database did not take them in time.")]
    private static partial void LogGivenUp(ILogger logger, string attempt);

    private readonly record struct Kept(long Lines, long Characters)
    {
        public Kept With(string line) => new(Lines + 1, Characters + line.Length);

        public Kept Behind(LogAppend.Behind earlier) => new(Lines + earlier.Lines, Characters + earlier.Characters);
    }

    private readonly record struct Cut(long Lines, long Characters)
    {
        public Cut With(string line) => new(Lines + 1, Characters + line.Length);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lines:N0} lines ({Characters:N0} characters)");
    }
}
