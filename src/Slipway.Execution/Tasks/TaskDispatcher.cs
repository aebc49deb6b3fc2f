using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Slipway.Execution.Grains;
using Slipway.Execution.Recovery;
using Slipway.Execution.State;
using Slipway.Execution.Store;

namespace Slipway.Execution.Tasks;

/// <summary>
/// Owns the work that runs outside of any grain's turn: one running attempt each, started at most once in this process,
/// reported back as a message until it is on disk. When the host stops, attempts are cut off without a report;
/// after the next start the same attempts are asked for again.
/// </summary>
public sealed partial class TaskDispatcher(IEnumerable<ITaskRunner> runners, IStoreOutage outage, TimeProvider clock, ILogger<TaskDispatcher> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan ReportRetry = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, ITaskRunner> runnersByType = runners.ToDictionary(runner => runner.Type, StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<TaskAttempt, Work> underWay = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Whether some runner of this process is at work on the attempt.</summary>
    public bool IsUnderWay(TaskAttempt attempt) => underWay.ContainsKey(attempt);

    /// <summary>Starts the attempt unless it is already under way here. Returns at once.</summary>
    public void Dispatch(string taskType, TaskContext context, IExecutionGrain execution)
    {
        // Known before it starts, so that it cannot end before it is known.
        var canceling = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var work = new Task<Task>(() => WorkAsync(taskType, context, execution, canceling));
        if (underWay.TryAdd(context.Attempt, new Work(work.Unwrap(), canceling)))
        {
            work.Start(TaskScheduler.Default);
        }
        else
        {
            canceling.Dispose();
        }
    }

    /// <summary>Tells the attempt to stop, if it is under way here; its end is reported like any other. Returns at once.</summary>
    public void Cancel(TaskAttempt attempt)
    {
        if (underWay.TryGetValue(attempt, out var work))
        {
            work.Cancel();
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(underWay.Values.Select(work => work.Ended)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    private async Task WorkAsync(string taskType, TaskContext context, IExecutionGrain execution, CancellationTokenSource canceling)
    {
        try
        {
            await RunAndReportAsync(taskType, context, execution, canceling.Token);
        }
        finally
        {
            underWay.TryRemove(context.Attempt, out _);
            canceling.Dispose();
        }
    }

    private async Task RunAndReportAsync(string taskType, TaskContext context, IExecutionGrain execution, CancellationToken canceled)
    {
        var attempt = context.Attempt;
        var outcome = await RunAsync(taskType, context, canceled);
        if (outcome is null)
        {
            return;
        }

        var report = outcome switch
        {
            TaskOutcome.Completed done => new AttemptReport(attempt.Stage, attempt.Task, attempt.Number, WorkStatus.Completed, done.Message, done.Output.ToJsonString()),
            TaskOutcome.Failed failed => new AttemptReport(attempt.Stage, attempt.Task, attempt.Number, WorkStatus.Failed, failed.Message, failed.Output?.ToJsonString()),
            TaskOutcome.Canceled stopped => new AttemptReport(attempt.Stage, attempt.Task, attempt.Number, WorkStatus.Canceled, stopped.Message),
            _ => throw new ArgumentOutOfRangeException(nameof(taskType), outcome, null),
        };

        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Failpoint.Hit("attempt.report.before");
                await execution.Ended(report);
                Failpoint.Hit("attempt.report.after");
                return;
            }
            catch (Exception e)
            {
                // The database may be gone for a while. The work is done: what is left is to say so, for as long as it takes.
                LogReportFailed(attempt.IdempotencyKey, e);
                await Task.Delay(ReportRetry, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<TaskOutcome?> RunAsync(string taskType, TaskContext context, CancellationToken canceled)
    {
        if (!runnersByType.TryGetValue(taskType, out var runner))
        {
            return new TaskOutcome.Failed($"This server has no task type '{taskType}'. It has: {string.Join(", ", runnersByType.Keys.Order())}.");
        }

        while (true)
        {
            if (await TryRunAsync(runner, context, canceled) is { } ended)
            {
                return ended.Outcome;
            }

            await Task.Delay(ReportRetry, clock, canceled).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Null when the database was away, and the attempt is to be made again.
    private async Task<Ended?> TryRunAsync(ITaskRunner runner, TaskContext context, CancellationToken canceled)
    {
        try
        {
            Failpoint.Hit("attempt.run.before");
            var outcome = await runner.RunAsync(context, canceled);
            Failpoint.Hit("attempt.run.after");
            return new Ended(outcome);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new Ended(null);
        }
        catch (OperationCanceledException) when (canceled.IsCancellationRequested)
        {
            return new Ended(new TaskOutcome.Canceled("Stopped. What it had done until then is not undone."));
        }
        catch (Exception e) when (outage.Explains(e) && !canceled.IsCancellationRequested)
        {
            // As after a crash: the same attempt, under the same key.
            LogStoreAway(context.Attempt.IdempotencyKey, e.Message);
            return null;
        }
        catch (Exception e)
        {
            LogRunnerThrew(runner.Type, context.Attempt.IdempotencyKey, e);
            return new Ended(new TaskOutcome.Failed($"The {runner.Type} task ended with an unexpected error ({e.GetType().Name}: {e.Message}). This is a defect of the server; its log tells more."));
        }
    }

    private readonly record struct Ended(TaskOutcome? Outcome);

    private sealed record Work(Task Ended, CancellationTokenSource Canceling)
    {
        public void Cancel()
        {
            try
            {
                // What the runner does about it is not the caller's business, nor its time.
                Canceling.CancelAsync().Ignore();
            }
            catch (ObjectDisposedException)
            {
                // It has ended this very moment.
            }
        }
    }

    [LoggerMessage(2001, LogLevel.Warning, "The end of attempt {Attempt} could not be recorded yet and will be reported again.")]
    private partial void LogReportFailed(string attempt, Exception exception);

    [LoggerMessage(2003, LogLevel.Warning, "Attempt {Attempt} could not be made while the database is away, and is made again: {Reason}")]
    private partial void LogStoreAway(string attempt, string reason);

    [LoggerMessage(2002, LogLevel.Error, "The runner of task type {TaskType} threw at attempt {Attempt}.")]
    private partial void LogRunnerThrew(string taskType, string attempt, Exception exception);
}
