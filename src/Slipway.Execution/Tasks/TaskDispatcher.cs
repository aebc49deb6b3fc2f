using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Slipway.Execution.Grains;
using Slipway.Execution.Logs;
using Slipway.Execution.Recovery;
using Slipway.Execution.Store;

namespace Slipway.Execution.Tasks;

/// <summary>
/// Owns the work that runs outside of any grain's turn: one running attempt each, started at most once in this process,
/// reported back as a message until it is on disk. When the host stops, attempts are cut off without a report;
/// after the next start the same attempts are asked for again.
/// </summary>
public sealed partial class TaskDispatcher(
    IEnumerable<ITaskRunner> runners,
    TaskLogs logs,
    EngineOptions options,
    IStoreOutage outage,
    TimeProvider clock,
    ILogger<TaskDispatcher> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan ReportRetry = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, ITaskRunner> runnersByType = runners.ToDictionary(runner => runner.Type, StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<TaskAttempt, RunningAttempt> underWay = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Whether some runner of this process is at work on the attempt.</summary>
    public bool IsUnderWay(TaskAttempt attempt) => underWay.ContainsKey(attempt);

    /// <summary>Whether an attempt at a task of this type can be asked for again after the server went down. So it can where there is no runner to ask.</summary>
    public bool TakesUp(string taskType) => !runnersByType.TryGetValue(taskType, out var runner) || runner.TakesUp;

    /// <summary>Starts the attempt unless it is already under way here. Returns at once.</summary>
    public void Dispatch(string taskType, TaskAttempt attempt, Func<TaskContext> context, IExecutionGrain execution) =>
        Begin(attempt, execution, isWithdrawal: false, canceled => LoggedAsync(taskType, context(), logged => RunAsync(taskType, logged, canceled)));

    /// <summary>Tells the attempt to stop, if it is under way here, and otherwise takes back what it had begun; its end is reported like any other. Returns at once.</summary>
    public void Cancel(string taskType, TaskAttempt attempt, Func<TaskContext> context, IExecutionGrain execution) =>
        Begin(attempt, execution, isWithdrawal: true, canceled => LoggedAsync(taskType, context(), logged => WithdrawAsync(taskType, logged, canceled)))?.Cancel();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(underWay.Values.Select(attempt => attempt.Ended)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    // Returns who is at work on it already, if anybody is.
    private RunningAttempt? Begin(TaskAttempt attempt, IExecutionGrain execution, bool isWithdrawal, Func<CancellationToken, Task<TaskOutcome?>> work)
    {
        while (true)
        {
            if (underWay.TryGetValue(attempt, out var present))
            {
                // It may be about to be done with telling what it awaits, which has come meanwhile.
                present.IsAskedForAgain = true;
                if (underWay.TryGetValue(attempt, out var still) && still == present)
                {
                    return present;
                }
            }

            // Known before it starts, so that it cannot end before it is known.
            var running = new RunningAttempt(CancellationTokenSource.CreateLinkedTokenSource(stopping.Token)) { IsWithdrawal = isWithdrawal };
            if (underWay.TryAdd(attempt, running))
            {
                running.Ended = Task.Run(() => WorkAsync(attempt, execution, running, work), CancellationToken.None);
                return null;
            }

            running.Canceling.Dispose();
        }
    }

    private async Task WorkAsync(TaskAttempt attempt, IExecutionGrain execution, RunningAttempt running, Func<CancellationToken, Task<TaskOutcome?>> work)
    {
        var isAwaiting = false;
        try
        {
            if (await work(running.Canceling.Token) is { } outcome)
            {
                isAwaiting = outcome is TaskOutcome.Awaits;
                await ReportAsync(AttemptReport.Of(attempt, outcome), execution);
            }
        }
        finally
        {
            underWay.TryRemove(attempt, out _);
            running.Canceling.Dispose();
            if (isAwaiting && running.IsAskedForAgain && !stopping.IsCancellationRequested)
            {
                execution.Wake().Ignore();
            }
        }
    }

    // How it ended is told when its last lines are on disk.
    private async Task<TaskOutcome?> LoggedAsync(string taskType, TaskContext context, Func<TaskContext, Task<TaskOutcome?>> work)
    {
        using var log = logs.Open(taskType, context);
        var outcome = await work(context with { Log = log });
        await log.EndAsync(outcome);
        return outcome;
    }

    private async Task ReportAsync(AttemptReport report, IExecutionGrain execution)
    {
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
                LogReportFailed(report.Attempt.IdempotencyKey, e);
            }

            await Task.Delay(ReportRetry, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TaskOutcome?> RunAsync(string taskType, TaskContext context, CancellationToken canceled)
    {
        if (!runnersByType.TryGetValue(taskType, out var runner))
        {
            return new TaskOutcome.Failed($"This server has no task type '{taskType}'. It has: {string.Join(", ", runnersByType.Keys.Order())}.") { IsFinal = true };
        }

        if (context.Deadline is not { } deadline)
        {
            return await AskAsync(taskType, context, () => runner.RunAsync(context, canceled), canceled);
        }

        var left = deadline - clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return await WithdrawAsync(taskType, context, canceled) is null ? null : TimedOut("");
        }

        using var timeUp = new CancellationTokenSource(left, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(canceled, timeUp.Token);
        var running = AskAsync(taskType, context, () => runner.RunAsync(context, either.Token), canceled, timeUp.Token);
        var ended = await Task.WhenAny(running, Task.Delay(left + options.CancelGrace, clock, canceled));
        return ended == running || canceled.IsCancellationRequested ? await running : TimedOut(" It did not stop when it was told to and was given up; what it began may still go on.");
    }

    private async Task<TaskOutcome?> WithdrawAsync(string taskType, TaskContext context, CancellationToken canceled)
    {
        if (!runnersByType.TryGetValue(taskType, out var runner))
        {
            return new TaskOutcome.Canceled("Canceled.");
        }

        return await AskAsync(taskType, context, () => runner.WithdrawAsync(context, canceled), canceled);
    }

    // Null when the host stops: then nothing is said, and after the next start the attempt is asked for again.
    private async Task<TaskOutcome?> AskAsync(string taskType, TaskContext context, Func<Task<TaskOutcome>> ask, CancellationToken canceled, CancellationToken timeUp = default)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                return await AskOnceAsync(taskType, context, ask, canceled, timeUp);
            }
            catch (Exception e) when (outage.Explains(e))
            {
                // It says nothing about the task. The same attempt is asked for again, as after a crash.
                LogStoreAway(context.Attempt.IdempotencyKey, e.Message);
                await Task.Delay(ReportRetry, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    private async Task<TaskOutcome?> AskOnceAsync(string taskType, TaskContext context, Func<Task<TaskOutcome>> ask, CancellationToken canceled, CancellationToken timeUp)
    {
        try
        {
            Failpoint.Hit("attempt.run.before");
            var outcome = await ask();
            Failpoint.Hit("attempt.run.after");
            return outcome;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (canceled.IsCancellationRequested)
        {
            return new TaskOutcome.Canceled("Stopped. What it had done until then is not undone.");
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested)
        {
            return TimedOut("");
        }
        catch (Exception e) when (!outage.Explains(e))
        {
            LogRunnerThrew(taskType, context.Attempt.IdempotencyKey, e);
            return new TaskOutcome.Failed($"The {taskType} task ended with an unexpected error ({e.GetType().Name}: {e.Message}). This is a defect of the server; its log tells more.");
        }
    }

    private static TaskOutcome.Failed TimedOut(string more) => new($"Timed out: it took longer than the task's 'timeout' allows.{more}");

    private sealed class RunningAttempt(CancellationTokenSource canceling)
    {
        private volatile bool isAskedForAgain;

        public CancellationTokenSource Canceling => canceling;

        public bool IsWithdrawal { get; init; }

        public Task Ended { get; set; } = Task.CompletedTask;

        public bool IsAskedForAgain
        {
            get => isAskedForAgain;
            set => isAskedForAgain = value;
        }

        public void Cancel()
        {
            if (IsWithdrawal)
            {
                return;
            }

            try
            {
                // What the runner does about it is not the caller's business, nor its time.
                canceling.CancelAsync().Ignore();
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
