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
    EngineOptions options,
    TimeProvider clock,
    ILogger<ExecutionGrain> logger) : Grain, IExecutionGrain
{
    private ExecutionState? state;
    private IGrainTimer? grace;

    private ExecutionId Id => new(this.GetPrimaryKey());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        state = await store.FindAsync(Id, cancellationToken);
        await base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task Wake()
    {
        switch (state)
        {
            case null:
                DeactivateOnIdle();
                break;
            case var ended when ended.Status.IsEnded():
                await LetGo(ended);
                break;
            case { Status: ExecutionStatus.Resuming }:
                await TakeUp();
                break;
            case { Status: ExecutionStatus.Canceling }:
                await Stop();
                break;
            default:
                StartWork();
                break;
        }
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
    public async Task<bool> Pause(string by)
    {
        if (state is not { Status: ExecutionStatus.Running or ExecutionStatus.Waiting } current)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        await Commit(current.Pause(new Steered(by, now)).Advance(now));
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> GoOn(string by)
    {
        if (state is not { Status: ExecutionStatus.Paused or ExecutionStatus.Pausing } paused)
        {
            return false;
        }

        await Commit(paused.GoOn(by));
        await TakeUp();
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> Cancel(string by, string reason)
    {
        var steered = new Steered(by, clock.GetUtcNow(), reason);
        if (state is { Status: ExecutionStatus.Queued } queued)
        {
            if (await GrainFactory.GetGrain<IPipelineGrain>(queued.PipelineId).Withdraw(Id, steered.Sentence("Canceled")))
            {
                state = null;
                DeactivateOnIdle();
                return true;
            }

            // It was given a place just now, and is not told yet.
            state = queued.Start(steered.At) with { Version = queued.Version };
        }

        if (state is not { Status: var status } current || status.IsEnded() || status is ExecutionStatus.Canceling)
        {
            return false;
        }

        await Commit(current.Cancel(steered).Advance(steered.At));
        await Stop();
        return true;
    }

    /// <inheritdoc/>
    public Task Progressed(AttemptReport report) =>
        state is { } now ? Commit(now.Progressed(AttemptOf(report), report.Message)) : Task.CompletedTask;

    /// <inheritdoc/>
    public Task Ended(AttemptReport report)
    {
        var output = report.OutputJson is { } json ? JsonNode.Parse(json)!.AsObject() : null;
        TaskOutcome outcome = report.Status switch
        {
            WorkStatus.Completed => new TaskOutcome.Completed(output ?? [], report.Message),
            WorkStatus.Canceled => new TaskOutcome.Canceled(report.Message),
            _ => new TaskOutcome.Failed(report.Message, output),
        };
        var now = clock.GetUtcNow();
        if (state is not { } current)
        {
            return Task.CompletedTask;
        }

        // A report that changes nothing was on disk already, and whoever committed it may not have got to what comes next.
        var next = current.Ended(AttemptOf(report), outcome, now).Advance(now);
        return ReferenceEquals(next, current) ? Wake() : Commit(next);
    }

    // A pause may have lasted for days, like a queue: the variables are those of now.
    private async Task TakeUp()
    {
        while (state is { Status: ExecutionStatus.Resuming } resuming)
        {
            var ready = await reader.ReadAsync(resuming, CancellationToken.None);
            if (ReferenceEquals(state, resuming))
            {
                await Commit(ready.Resumed().Advance(clock.GetUtcNow()));
            }
        }
    }

    private async Task Stop()
    {
        if (state is not { Status: ExecutionStatus.Canceling } current)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var left = current.Steered!.At + options.CancelGrace - now;
        if (left <= TimeSpan.Zero)
        {
            await Commit(current.GiveUp(_ => true, $"Did not stop within {options.CancelGrace.TotalSeconds:0} seconds and was given up; what it began may still go on.", now).Advance(now));
            return;
        }

        foreach (var attempt in current.UnderWay)
        {
            tasks.Cancel(attempt);
        }

        await Commit(current.GiveUp(attempt => !tasks.IsUnderWay(attempt), "The server stopped while this was under way, and did not take it up again, for it was to be canceled.", now).Advance(now));
        if (state is { Status: ExecutionStatus.Canceling })
        {
            grace ??= this.RegisterGrainTimer(Stop, new GrainTimerCreationOptions(left, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        }
    }

    private async Task Commit(ExecutionState next)
    {
        if (ReferenceEquals(next, state))
        {
            return;
        }

        next = next with { Version = next.Version + 1 };
        var isCommitted = false;
        try
        {
            isCommitted = await store.CommitAsync(next, CancellationToken.None);
        }
        finally
        {
            if (!isCommitted)
            {
                // What is on disk now may be this, or another's, or what was there before: whoever asks next reads it anew.
                state = null;
                DeactivateOnIdle();
            }
        }

        if (!isCommitted)
        {
            LogLostCommit(Id, next.Version);
            throw new LostCommitException(Id);
        }

        state = next;
        feed.Publish(next.Masked());
        StartWork();

        if (next.Status.IsEnded())
        {
            LogEnded(next.Name, next.Index, Id, next.Status.Wire(), next.StatusMessage);
            await LetGo(next);
        }
    }

    private async Task LetGo(ExecutionState ended)
    {
        await GrainFactory.GetGrain<IPipelineGrain>(ended.PipelineId).Released(Id);
        DeactivateOnIdle();
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
            Report = message => self.Progressed(new AttemptReport(attempt.Stage, attempt.Task, attempt.Number, WorkStatus.Running, message)).Ignore(),
        };
        tasks.Dispatch(task.Type, context, self);
    }

    private TaskAttempt AttemptOf(AttemptReport report) => new(Id, report.Stage, report.Task, report.Number);

    [LoggerMessage(2010, LogLevel.Information, "{Pipeline}#{Index} ({Execution}) ended: {Status}. {Message}")]
    private partial void LogEnded(string pipeline, int index, ExecutionId execution, string status, string message);

    [LoggerMessage(2011, LogLevel.Warning, "Execution {Execution}: another activation has committed version {Version} first; this one gives way.")]
    private partial void LogLostCommit(ExecutionId execution, long version);
}
