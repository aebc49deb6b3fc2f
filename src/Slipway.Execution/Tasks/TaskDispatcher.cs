using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slipway.Execution.Grains;

namespace Slipway.Execution.Tasks;

/// <summary>
/// Owns the work that runs outside of any grain's turn: one running attempt each, started at most once in this process,
/// reported back as a message until it is on disk. When the host stops, attempts are cut off without a report;
/// after the next start the same attempts are asked for again.
/// </summary>
public sealed partial class TaskDispatcher(IEnumerable<ITaskRunner> runners, TimeProvider clock, ILogger<TaskDispatcher> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan ReportRetry = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, ITaskRunner> runnersByType = runners.ToDictionary(runner => runner.Type, StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<TaskAttempt, Task> underWay = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Whether some runner of this process is at work on the attempt.</summary>
    public bool IsUnderWay(TaskAttempt attempt) => underWay.ContainsKey(attempt);

    /// <summary>Starts the attempt unless it is already under way here. Returns at once.</summary>
    public void Dispatch(string taskType, TaskContext context, IExecutionGrain execution)
    {
        // Known before it starts, so that it cannot end before it is known.
        var work = new Task<Task>(() => Work(taskType, context, execution));
        if (underWay.TryAdd(context.Attempt, work.Unwrap()))
        {
            work.Start(TaskScheduler.Default);
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(underWay.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    private async Task Work(string taskType, TaskContext context, IExecutionGrain execution)
    {
        try
        {
            await RunAndReport(taskType, context, execution);
        }
        finally
        {
            underWay.TryRemove(context.Attempt, out _);
        }
    }

    private async Task RunAndReport(string taskType, TaskContext context, IExecutionGrain execution)
    {
        var attempt = context.Attempt;
        var outcome = await Run(taskType, context);
        if (outcome is null)
        {
            return;
        }

        var report = outcome switch
        {
            TaskOutcome.Completed done => new AttemptReport(attempt.Stage, attempt.Task, attempt.Number, HasFailed: false, done.Message, done.Output.ToJsonString()),
            TaskOutcome.Failed failed => new AttemptReport(attempt.Stage, attempt.Task, attempt.Number, HasFailed: true, failed.Message, failed.Output?.ToJsonString()),
            _ => throw new ArgumentOutOfRangeException(nameof(taskType), outcome, null),
        };

        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await execution.Ended(report);
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

    private async Task<TaskOutcome?> Run(string taskType, TaskContext context)
    {
        if (!runnersByType.TryGetValue(taskType, out var runner))
        {
            return new TaskOutcome.Failed($"This server has no task type '{taskType}'. It has: {string.Join(", ", runnersByType.Keys.Order())}.");
        }

        try
        {
            return await runner.RunAsync(context, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            LogRunnerThrew(taskType, context.Attempt.IdempotencyKey, e);
            return new TaskOutcome.Failed($"The {taskType} task ended with an unexpected error ({e.GetType().Name}: {e.Message}). This is a defect of the server; its log tells more.");
        }
    }

    [LoggerMessage(2001, LogLevel.Warning, "The end of attempt {Attempt} could not be recorded yet and will be reported again.")]
    private partial void LogReportFailed(string attempt, Exception exception);

    [LoggerMessage(2002, LogLevel.Error, "The runner of task type {TaskType} threw at attempt {Attempt}.")]
    private partial void LogRunnerThrew(string taskType, string attempt, Exception exception);
}
