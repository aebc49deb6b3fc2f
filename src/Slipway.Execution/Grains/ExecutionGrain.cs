using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Slipway.Execution.Feed;
using Slipway.Execution.Secrets;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Execution.Tasks;

namespace Slipway.Execution.Grains;

/// <summary>
/// Carries one execution: asks the engine what happens next, commits it, then starts what it calls for.
/// Holds only a copy; when a commit loses against another activation, this one forgets everything and goes.
/// </summary>
[KeepAlive]
public sealed partial class ExecutionGrain(
    IExecutionStore store,
    TaskDispatcher tasks,
    ExecutionReader reader,
    Feed<ExecutionState> feed,
    TimeProvider clock,
    ILogger<ExecutionGrain> logger) : Grain, IExecutionGrain
{
    private ExecutionState? state;

    private ExecutionId Id => new(this.GetPrimaryKey());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        state = await store.FindAsync(Id, cancellationToken);
        await base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task Wake()
    {
        if (state is null || state.Status.IsEnded())
        {
            DeactivateOnIdle();
        }

        StartWork();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task Start()
    {
        if (state is not { Status: ExecutionStatus.Queued } queued)
        {
            await Wake();
            return;
        }

        // What it waited for may have taken days: the variables are those of now.
        var ready = await reader.ReadAsync(queued, CancellationToken.None);
        await Commit(ready.Start(clock.GetUtcNow()).Advance(clock.GetUtcNow()));
    }

    /// <inheritdoc/>
    public async Task<bool> Resume(string by)
    {
        if (state is not { Status: ExecutionStatus.Waiting } waiting)
        {
            return false;
        }

        var allowed = await reader.AllowAsync(waiting, waiting.AwaitedThings(), CancellationToken.None);
        if (!ReferenceEquals(state, waiting))
        {
            // It went on meanwhile: whoever resumed it has seen another state than this.
            return await Resume(by);
        }

        await Commit(allowed.Resume(by).Advance(clock.GetUtcNow()));
        return true;
    }

    /// <inheritdoc/>
    public Task Progressed(AttemptReport report) =>
        state is { } now ? Commit(now.Progressed(AttemptOf(report), report.Message)) : Task.CompletedTask;

    /// <inheritdoc/>
    public Task Ended(AttemptReport report)
    {
        var output = report.OutputJson is { } json ? JsonNode.Parse(json)!.AsObject() : null;
        TaskOutcome outcome = report.HasFailed ? new TaskOutcome.Failed(report.Message, output) : new TaskOutcome.Completed(output ?? [], report.Message);
        var now = clock.GetUtcNow();
        return state is { } current ? Commit(current.Ended(AttemptOf(report), outcome, now).Advance(now)) : Task.CompletedTask;
    }

    private async Task Commit(ExecutionState next)
    {
        if (ReferenceEquals(next, state))
        {
            return;
        }

        next = next with { Version = next.Version + 1 };
        if (!await store.CommitAsync(next, CancellationToken.None))
        {
            LogLostCommit(Id, next.Version);
            state = null;
            DeactivateOnIdle();
            return;
        }

        state = next;
        feed.Publish(next.Masked());
        StartWork();

        if (next.Status.IsEnded())
        {
            LogEnded(next.Name, next.Index, Id, next.Status.Wire(), next.StatusMessage);
            await GrainFactory.GetGrain<IPipelineGrain>(next.PipelineId).Released(Id);
            DeactivateOnIdle();
        }
    }

    private void StartWork()
    {
        foreach (var attempt in state?.UnderWay ?? [])
        {
            if (!tasks.IsUnderWay(attempt))
            {
                Dispatch(state!, attempt);
            }
        }
    }

    private void Dispatch(ExecutionState current, TaskAttempt attempt)
    {
        var self = this.AsReference<IExecutionGrain>();
        var task = current.Stages.First(stage => stage.Name == attempt.Stage).Tasks.First(task => task.Name == attempt.Task);
        var context = new TaskContext
        {
            Attempt = attempt,
            Project = current.Project,
            Input = task.Input!.DeepClone().AsObject(),
            Endpoints = current.Definition.Stages[attempt.Stage].Tasks[attempt.Task].Endpoints,
            Report = message => self.Progressed(new AttemptReport(attempt.Stage, attempt.Task, attempt.Number, HasFailed: false, message)).Ignore(),
        };
        tasks.Dispatch(task.Type, context, self);
    }

    private TaskAttempt AttemptOf(AttemptReport report) => new(Id, report.Stage, report.Task, report.Number);

    [LoggerMessage(2010, LogLevel.Information, "{Pipeline}#{Index} ({Execution}) ended: {Status}. {Message}")]
    private partial void LogEnded(string pipeline, int index, ExecutionId execution, string status, string message);

    [LoggerMessage(2011, LogLevel.Warning, "Execution {Execution}: another activation has committed version {Version} first; this one gives way.")]
    private partial void LogLostCommit(ExecutionId execution, long version);
}
