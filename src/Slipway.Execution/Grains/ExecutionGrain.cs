using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Slipway.Execution.Admission;
using Slipway.Execution.Feed;
using Slipway.Execution.Logs;
using Slipway.Execution.Notifications;
using Slipway.Execution.Secrets;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Execution.Tasks;
using Slipway.Pipelines.Expressions;

namespace Slipway.Execution.Grains;

/// <summary>
/// Carries one execution: asks the engine what happens next, commits it, then starts what it calls for.
/// Holds only a copy: after a commit that failed it reads again, and one that lost against another activation makes it go.
/// An execution at which nobody is at work takes no memory: its grain goes too, until somebody or the time brings it back.
/// It lives on the node of its pipeline, which begins it: there it is handed over, and its number and its place are a call away that crosses no network.
/// </summary>
[KeepAlive]
[PreferLocalPlacement]
public sealed partial class ExecutionGrain(
    IExecutionStore store,
    JustAdmitted justAdmitted,
    TaskDispatcher tasks,
    ExecutionReader reader,
    NoticeWriter notices,
    Feed<ExecutionState> feed,
    EngineOptions options,
    TimeProvider clock,
    ILogger<ExecutionGrain> logger) : Grain, IExecutionGrain
{
    private readonly HashSet<TaskAttempt> arrived = [];
    private ExecutionState? state;
    private bool isStale = true;
    private bool isBeaten;
    private bool isTakenUp;
    private IGrainTimer? alarm;

    private ExecutionId Id => new(this.GetPrimaryKey());

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        isStale = !justAdmitted.TryTake(Id, out state);
        return base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task Begin()
    {
        isTakenUp = true;
        await Read();
        await Go();
    }

    /// <inheritdoc/>
    public async Task Start()
    {
        if (await Read() is { Status: ExecutionStatus.Queued } queued)
        {
            // What it waited for may have taken days: the variables are those of now.
            var ready = await reader.ReadAsync(queued, CancellationToken.None);
            var now = clock.GetUtcNow();
            await Commit(ready.Start(now).Advance(now));
        }

        await Go();
    }

    /// <inheritdoc/>
    public async Task Wake()
    {
        await Read();
        await Go();
    }

    /// <inheritdoc/>
    public Task Arrived(TaskAttempt attempt) => Change((current, _) =>
    {
        // Its runner may be just about to say that it awaits what has come already.
        if (current.UnderWay.Contains(attempt))
        {
            arrived.Add(attempt);
        }

        return current.Awaken(attempt);
    });

    /// <inheritdoc/>
    public async Task<bool> Resume(string by)
    {
        if (await Read() is not { IsHeld: true } waiting)
        {
            return false;
        }

        var allowed = await reader.AllowAsync(waiting, waiting.AwaitedThings(), CancellationToken.None);
        await Commit(allowed.Resume(by).Advance(clock.GetUtcNow()));
        await Go();
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> Pause(string by)
    {
        var isOnItsWay = await Read() is { } current && current.Status.IsOnItsWay();
        return isOnItsWay && await Change((now, at) => now.Pause(new Steered(by, at)));
    }

    /// <inheritdoc/>
    public async Task<bool> GoOn(string by) =>
        await Read() is { Status: ExecutionStatus.Paused or ExecutionStatus.Pausing } && await Change((paused, _) => paused.GoOn(by));

    /// <inheritdoc/>
    public async Task<bool> Cancel(string by, string reason)
    {
        var steered = new Steered(by, clock.GetUtcNow(), reason);
        if (await Read() is { Status: ExecutionStatus.Queued } queued)
        {
            isStale = true;
            if (await GrainFactory.GetGrain<IPipelineGrain>(queued.PipelineId).Withdraw(Id, steered.Sentence("Canceled")))
            {
                await Read();
                TellParent();
                DeactivateOnIdle();
                return true;
            }

            // It was given a place just now; it may not have been told yet.
            if (await Read() is { Status: ExecutionStatus.Queued } placed)
            {
                await Commit(placed.Start(steered.At).Cancel(steered).Advance(steered.At));
                await Go();
                return true;
            }
        }

        return state is { } current && !current.Status.IsEnded() && current.Status is not ExecutionStatus.Canceling && await Change((now, _) => now.Cancel(steered));
    }

    /// <inheritdoc/>
    public async Task<bool> Tag(string[] tags)
    {
        if (await Read() is not { } current)
        {
            return false;
        }

        await Commit(current with { Tags = [.. tags] });
        Rest();
        return true;
    }

    /// <inheritdoc/>
    public async Task Progressed(TaskAttempt attempt, string message)
    {
        if (await Read() is { } current)
        {
            await Commit(current.Progressed(attempt, message).Advance(clock.GetUtcNow()));
        }
    }

    /// <inheritdoc/>
    public async Task Ended(AttemptReport report)
    {
        await Change((current, now) =>
        {
            var ended = current.Ended(report.Attempt, report.ToOutcome(), now);
            return arrived.Contains(report.Attempt) ? ended.Awaken(report.Attempt) : ended;
        });

        // Not before it is on disk: a report whose commit failed comes again.
        arrived.Remove(report.Attempt);
    }

    // Whatever is done to an execution goes through here: decided on what is on disk, committed, and then acted on.
    private async Task<bool> Change(Func<ExecutionState, DateTimeOffset, ExecutionState> change)
    {
        if (await Read() is not { } current)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        await Commit(change(current, now).Advance(now));
        await Go();
        return true;
    }

    // Does what the state calls for, as often as that changes it, until there is nothing to do but wait.
    private async Task Go()
    {
        ExecutionState? before;
        do
        {
            before = await Read();
            switch (before)
            {
                case { Status: ExecutionStatus.Resuming } resuming:
                    // A pause may have lasted for days, like a queue: the variables are those of now.
                    await Commit((await reader.ReadAsync(resuming, CancellationToken.None)).Resumed().Advance(clock.GetUtcNow()));
                    break;
                case { Status: ExecutionStatus.Canceling } canceling:
                    await Stop(canceling);
                    break;
                case { } current when !current.Status.IsEnded():
                    await Work(current);
                    break;
            }
        }
        while (!ReferenceEquals(before, state));

        Rest();
    }

    private async Task Work(ExecutionState current)
    {
        if (current.Status.IsOnItsWay())
        {
            var now = clock.GetUtcNow();
            await Commit(current.Awaken(now).Advance(now));
        }

        if (state is { } decided)
        {
            foreach (var work in decided.Work.Where(work => work.Task.IsUnderWay))
            {
                tasks.Dispatch(work.Task.Type, work.Attempt, () => ContextOf(decided, work), this.AsReference<IExecutionGrain>());
            }
        }
    }

    private async Task Stop(ExecutionState canceling)
    {
        if (canceling.Steered!.At + options.CancelGrace <= clock.GetUtcNow())
        {
            var now = clock.GetUtcNow();
            await Commit(canceling.GiveUp($"Did not stop within {options.CancelGrace.TotalSeconds:0} seconds and was given up; what it began may still go on.", now).Advance(now));
            return;
        }

        foreach (var work in canceling.Work.Where(work => work.Task.IsUnderWay))
        {
            tasks.Cancel(work.Task.Type, work.Attempt, () => ContextOf(canceling, work), this.AsReference<IExecutionGrain>());
        }
    }

    // Somebody rings when the time is up: this grain if that is soon, the sweep otherwise.
    private void Rest()
    {
        alarm?.Dispose();
        alarm = null;
        if (state is null || state.Status.IsEnded() || (state.IsAtRest && !(state.DueAt - clock.GetUtcNow() < options.LongestNap)))
        {
            DeactivateOnIdle();
            return;
        }

        var due = (state.Status is ExecutionStatus.Canceling ? state.Steered!.At + options.CancelGrace : state.DueAt) - clock.GetUtcNow();
        if (due is { } left)
        {
            alarm = this.RegisterGrainTimer(Wake, new GrainTimerCreationOptions(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        }
    }

    private async Task<ExecutionState?> Read()
    {
        if (isBeaten)
        {
            // Whoever asks is not told that it is done: they ask again, and find the one that has it.
            throw new LostCommitException(Id);
        }

        if (isStale)
        {
            state = await store.FindAsync(Id, CancellationToken.None);
            isStale = false;
        }

        if (!isTakenUp && state is { } found)
        {
            await TakeUp(found);
            isTakenUp = true;
        }

        return state;
    }

    // What was under way when this activation first looks, and nobody here is at, was cut off by the end of a server. What is being canceled is taken back anyway.
    private async Task TakeUp(ExecutionState found)
    {
        var now = clock.GetUtcNow();
        var lost = found.Work.Where(work => work.Task.IsUnderWay && !tasks.IsUnderWay(work.Attempt) && !tasks.TakesUp(work.Task.Type)).ToList();
        if (lost.Count > 0 && found.Status is not ExecutionStatus.Canceling)
        {
            await Commit(lost.Aggregate(found, (taken, work) => taken.Interrupted(work.Attempt, now)).Advance(now));
        }
    }

    private async Task Commit(ExecutionState next)
    {
        if (ReferenceEquals(next, state))
        {
            return;
        }

        var hadEnded = state!.Status.IsEnded();
        next = next with { Version = next.Version + 1 };
        var due = notices.Write(state, next, clock.GetUtcNow());
        isStale = true;
        if (!await store.CommitAsync(next, due, CancellationToken.None))
        {
            LogLostCommit(Id, next.Version);
            (state, isStale, isBeaten) = (null, false, true);
            DeactivateOnIdle();
            throw new LostCommitException(Id);
        }

        (state, isStale) = (next, false);
        feed.Publish(next.Masked());
        GrainFactory.Deliver(due);
        if (next.Status.IsEnded() && !hadEnded)
        {
            LogEnded(next.Name, next.Index, Id, next.Status.Wire(), next.StatusMessage);
            await GrainFactory.GetGrain<IPipelineGrain>(next.PipelineId).Released(Id);
            TellParent();
        }
    }

    // Should the message be lost, the parent looks for itself before long.
    private void TellParent()
    {
        if (state?.Parent is { } parent)
        {
            GrainFactory.GetGrain<IExecutionGrain>(parent.Attempt.Execution.Value).Arrived(parent.Attempt).Ignore();
        }
    }

    private TaskContext ContextOf(ExecutionState current, Work work)
    {
        var self = this.AsReference<IExecutionGrain>();
        return new TaskContext
        {
            Attempt = work.Attempt,
            Project = current.Project,
            Input = work.Task.Input!.DeepClone().AsObject(),
            Endpoints = work.Attempt.IsRollback ? ImmutableDictionary<string, string>.Empty : current.Definition.Stages[work.Attempt.Stage].Tasks[work.Attempt.Task].Endpoints,
            RequestedBy = current.RequestedBy,
            Execution = new ExecutionReference(current.PipelineId, current.Name, current.Index, current.Parent?.Depth ?? 0),
            Secrets = current.Secrets,
            HiddenInLog = TaskLogs.SecretsOf(current),
            Deadline = work.Task.Deadline,
            Evaluate = condition => Condition.Evaluate(condition, Scope.Of(current)),
            Report = message => self.Progressed(work.Attempt, message).Ignore(),
        };
    }

    [LoggerMessage(2010, LogLevel.Information, "{Pipeline}#{Index} ({Execution}) ended: {Status}. {Message}")]
    private partial void LogEnded(string pipeline, int index, ExecutionId execution, string status, string message);

    [LoggerMessage(2011, LogLevel.Warning, "Execution {Execution}: another activation has committed version {Version} first; this one gives way.")]
    private partial void LogLostCommit(ExecutionId execution, long version);
}
