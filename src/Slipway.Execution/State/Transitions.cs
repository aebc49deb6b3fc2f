using System.Collections.Immutable;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;

namespace Slipway.Execution.State;

/// <summary>Takes steps and reports into the state. Pure; the moment is an argument.</summary>
public static class Transitions
{
    /// <summary>Takes steps until there is nothing to decide, as one transition. The version does not move: a commit moves it.</summary>
    public static ExecutionState Advance(this ExecutionState state, DateTimeOffset now)
    {
        while (Engine.Next(state) is var step and not Step.Wait)
        {
            state = state.Take(step, now);
        }

        return state.Told();
    }

    /// <summary>The execution is given one of its pipeline's places.</summary>
    public static ExecutionState Start(this ExecutionState state, DateTimeOffset now) => state with
    {
        Status = ExecutionStatus.Running,
        StatusMessage = "Running.",
        StartedAt = now,
    };

    /// <summary>An execution that waits for a place is taken back, as the next version.</summary>
    public static ExecutionState Withdraw(this ExecutionState state, string reason, DateTimeOffset now) => state with
    {
        Version = state.Version + 1,
        Status = ExecutionStatus.Canceled,
        StatusMessage = reason,
        EndedAt = now,
    };

    /// <summary>Somebody pauses an execution that runs or waits: what is under way ends, and nothing new is started.</summary>
    public static ExecutionState Pause(this ExecutionState state, Steered by) => state with
    {
        Status = ExecutionStatus.Pausing,
        Steered = by,
        StatusMessage = $"{by.Sentence("Being paused")} What is under way ends first.",
    };

    /// <summary>Somebody lets an execution go on that is paused, or is about to be. What it waited for besides, it waits for again.</summary>
    public static ExecutionState GoOn(this ExecutionState state, string by) => state with { Status = ExecutionStatus.Resuming, Steered = null, StatusMessage = $"Resumed by {by}." };

    /// <summary>What an execution that goes on had to read is read. What it waited for may have come meanwhile: its runners are asked again.</summary>
    public static ExecutionState Resumed(this ExecutionState state) => state.WithTasks(
        task => task.Standby is { Reason: StandbyReason.Awaiting },
        task => task with { Standby = null }) with
    {
        Status = ExecutionStatus.Running,
    };

    /// <summary>
    /// Somebody cancels an execution that has not ended. What waits to start, or to be tried again, is canceled at once, what is under way when it has stopped;
    /// whoever awaits something takes it back first.
    /// </summary>
    public static ExecutionState Cancel(this ExecutionState state, Steered by) => state.WithTasks(
        task => task.Standby is not null,
        task => task.Standby!.Reason is StandbyReason.Awaiting
            ? task with { Standby = null }
            : task with { Status = WorkStatus.Canceled, Message = by.Sentence("Canceled"), Standby = null, EndedAt = by.At }) with
    {
        Status = ExecutionStatus.Canceling,
        Steered = by,
        StatusMessage = $"{by.Sentence("Being canceled")} What is under way is told to stop.",
    };

    /// <summary>What is under way in an execution that is being canceled is given up.</summary>
    /// <param name="state">The execution.</param>
    /// <param name="why">What became of it, in one sentence.</param>
    /// <param name="now">The time.</param>
    public static ExecutionState GiveUp(this ExecutionState state, string why, DateTimeOffset now) =>
        state.UnderWay.Aggregate(state, (given, attempt) => given.Ended(attempt, new TaskOutcome.Canceled(why), now));

    /// <summary>Such as <c>Canceled by ada: wrong tag.</c></summary>
    internal static string Sentence(this Steered? by, string done) => by switch
    {
        null => $"{done}.",
        { Reason: "" } => $"{done} by {by.By}.",
        _ => $"{done} by {by.By}: {by.Reason.TrimEnd('.')}.",
    };

    /// <summary>What fell due: the runners that awaited something are asked again, and what failed is tried again.</summary>
    public static ExecutionState Awaken(this ExecutionState state, DateTimeOffset now) =>
        state.DueAt <= now ? state.WithTasks(task => task.Standby?.Until <= now, (task, defined) => task.Awakened(defined, now)) : state;

    /// <summary>What an attempt awaits has come: its runner is asked again. While somebody holds the execution up, it is when it goes on.</summary>
    public static ExecutionState Awaken(this ExecutionState state, TaskAttempt attempt) => state.Status.IsOnItsWay()
        ? state.WithTask(attempt, task => task.Standby is { Reason: StandbyReason.Awaiting } ? task with { Standby = null } : task)
        : state;

    /// <summary>The server went down while an attempt was under way, and its runner cannot take it up again.</summary>
    public static ExecutionState Interrupted(this ExecutionState state, TaskAttempt attempt, DateTimeOffset now)
    {
        var isTriedAgain = !attempt.IsRollback && state.Definition.Stages[attempt.Stage].Tasks[attempt.Task].OnInterrupt is InterruptedTask.Retry;
        return state.WithTask(attempt, (task, defined) => isTriedAgain
            ? task.Begun(defined, now) with { Message = $"Attempt {task.Attempt} was cut off by a restart of the server; this is another one." }
            : task with
            {
                Status = WorkStatus.Failed,
                Message = $"The server restarted while this was under way. A task of type {task.Type} cannot be taken up again, and nobody knows how far it came; 'onInterrupt: retry' would start it anew.",
                EndedAt = now,
            });
    }

    /// <summary>Somebody who may lets the tasks start that are held. What they use is allowed from here on; what later tasks use beyond that is not.</summary>
    public static ExecutionState Resume(this ExecutionState state, string by) => state.WithTasks(
        task => task.Standby is { Reason: StandbyReason.Held },
        task => task with { Status = WorkStatus.NotStarted, Standby = null, Message = $"Resumed by {by}." }) with
    {
        Restricted = state.Restricted.Except(state.AwaitedThings()),
        StatusMessage = $"Resumed by {by}.",
    };

    /// <summary>The restricted things for which tasks are held.</summary>
    public static RestrictedThings AwaitedThings(this ExecutionState state) =>
        (from stage in state.Stages
         from task in stage.Tasks
         where task.Standby is { Reason: StandbyReason.Held }
         select state.Restricted.UsedBy(state.Definition.Stages[stage.Name].Tasks[task.Name])).Aggregate(RestrictedThings.None, (all, used) => all.Union(used));

    /// <summary>An attempt ended, or awaits something. A report about an attempt that is not under way changes nothing.</summary>
    public static ExecutionState Ended(this ExecutionState state, TaskAttempt attempt, TaskOutcome outcome, DateTimeOffset now)
    {
        var mask = state.Mask();
        var secrets = outcome is TaskOutcome.Completed { Secrets: { Count: > 0 } more } ? state.Secrets.Union(more) : state.Secrets;
        return (ReferenceEquals(secrets, state.Secrets) ? state : state with { Secrets = secrets }).WithTask(attempt, (task, defined) => outcome switch
        {
            _ when !task.IsUnderWay => task,
            TaskOutcome.Completed done => task with { Status = WorkStatus.Completed, Message = mask.Mask(done.Message), Output = done.Output, EndedAt = now },
            TaskOutcome.Failed failed when !failed.IsFinal && !attempt.IsRollback && state.Status is not ExecutionStatus.Canceling && task.NextAttemptAt(defined?.Retry, attempt, now) is { } next => task with
            {
                Status = WorkStatus.Running,
                Standby = new Standby(StandbyReason.Retrying, next),
                Message = $"Attempt {task.Attempt} of {defined!.Retry!.Attempts} failed: {mask.Mask(failed.Message)}",
                Output = failed.Output,
            },
            TaskOutcome.Failed failed => task with { Status = WorkStatus.Failed, Message = mask.Mask(failed.Message), Output = failed.Output, EndedAt = now },
            TaskOutcome.Canceled canceled => task with { Status = WorkStatus.Canceled, Message = mask.Mask(canceled.Message), EndedAt = now },
            // Whoever is to be canceled takes back first what it awaits.
            TaskOutcome.Awaits when state.Status is ExecutionStatus.Canceling => task,
            TaskOutcome.Awaits awaits => task with
            {
                Status = awaits.IsForPeople ? WorkStatus.Waiting : WorkStatus.Running,
                Standby = new Standby(StandbyReason.Awaiting, Earlier(awaits.Until, task.Deadline)),
                Message = mask.Mask(awaits.Message),
                Output = awaits.Output ?? task.Output,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        });
    }

    /// <summary>An attempt tells how far it has come. A report about an attempt that is not under way changes nothing.</summary>
    public static ExecutionState Progressed(this ExecutionState state, TaskAttempt attempt, string message) =>
        state.WithTask(attempt, task => task.IsUnderWay && state.Mask().Mask(message) is var told && task.Message != told ? task with { Message = told } : task);

    /// <summary>The stages of a pipeline before anything has run.</summary>
    public static ImmutableArray<StageState> NotStarted(this Pipeline pipeline) =>
    [
        .. pipeline.StageOrder.Select(name => new StageState
        {
            Name = name,
            Tasks =
            [
                .. pipeline.Stages[name].Groups.SelectMany((names, group) => names.Select(task => new TaskState
                {
                    Name = task,
                    Type = pipeline.Stages[name].Tasks[task].Type,
                    Group = group,
                    IgnoreFailure = pipeline.Stages[name].Tasks[task].IgnoreFailure,
                })),
            ],
        }),
    ];

    private static ExecutionState Take(this ExecutionState state, Step step, DateTimeOffset now) => step switch
    {
        Step.StartStage s => state.With(s.Stage, stage => stage with { Status = WorkStatus.Running, StartedAt = now, Message = $"Executing {stage.Name}" }),
        Step.StartTask s => (state with { Secrets = state.Secrets.Union(s.Secrets) }).With(s.Stage, s.Task, (task, defined) => task.Begun(defined, now) with { Input = s.Input, StartedAt = now }),
        Step.HoldTask s => state.With(s.Stage, s.Task, task => task with { Status = WorkStatus.Waiting, Standby = new Standby(StandbyReason.Held), Message = s.Message }),
        Step.StartRollback s => (state with { Secrets = state.Secrets.Union(s.Secrets) }).WithRollback(s, s.Rollback with { StartedAt = now, EndedAt = s.Rollback.Status.IsEnded() ? now : null }),
        Step.EndTask s => state.With(s.Stage, s.Task, task => task with { Status = s.Status, Message = s.Message, StartedAt = now, EndedAt = now }),
        Step.EndStage s => state.With(s.Stage, stage => stage with { Status = s.Status, Message = s.Message, EndedAt = now }),
        Step.Pause => state with { Status = ExecutionStatus.Paused, StatusMessage = state.Steered.Sentence("Paused") },
        Step.End s => state with { Status = s.Status, StatusMessage = s.Message, EndedAt = now, Output = s.Output, Secrets = state.Secrets.Union(s.Secrets) },
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    // An execution waits when one of its tasks does, whatever the others do.
    private static ExecutionState Told(this ExecutionState state)
    {
        if (!state.Status.IsOnItsWay())
        {
            return state;
        }

        var held = (from stage in state.Stages from task in stage.Tasks where task.Status is WorkStatus.Waiting select $"{stage.Name}.{task.Name}: {task.Message}").FirstOrDefault();
        return (held, state.Status) switch
        {
            (not null, ExecutionStatus.Waiting) when state.StatusMessage == held => state,
            (not null, _) => state with { Status = ExecutionStatus.Waiting, StatusMessage = held },
            (null, ExecutionStatus.Waiting) => state with { Status = ExecutionStatus.Running, StatusMessage = "Running." },
            _ => state,
        };
    }

    // Twice as long each time, give or take a fifth: who fails together is not tried again together. The same attempt always waits as long.
    private static DateTimeOffset? NextAttemptAt(this TaskState task, Retry? retry, TaskAttempt attempt, DateTimeOffset now)
    {
        if (retry is null || task.Attempt >= retry.Attempts)
        {
            return null;
        }

        var delay = TimeSpan.FromTicks(Math.Min(retry.MaxDelay.Ticks, (long)(retry.Delay.Ticks * Math.Pow(2, task.Attempt - 1))));
        return now + (delay * (0.8 + (0.4 * attempt.Child.Value.ToByteArray()[0] / byte.MaxValue)));
    }

    private static TaskState Begun(this TaskState task, PipelineTask? defined, DateTimeOffset now) => task with
    {
        Status = WorkStatus.Running,
        Attempt = task.Attempt + 1,
        Deadline = defined?.Timeout is { } timeout ? now + timeout : null,
        Standby = null,
        Message = "Running.",
        Output = null,
    };

    private static TaskState Awakened(this TaskState task, PipelineTask? defined, DateTimeOffset now) => task.Standby!.Reason switch
    {
        StandbyReason.Retrying => task.Begun(defined, now),
        _ => task with { Standby = null },
    };

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    private static ExecutionState WithTask(this ExecutionState state, TaskAttempt attempt, Func<TaskState, TaskState> change) => state.WithTask(attempt, (task, _) => change(task));

    private static ExecutionState WithTask(this ExecutionState state, TaskAttempt attempt, Func<TaskState, PipelineTask?, TaskState> change)
    {
        var s = state.Stages.FindIndex(stage => stage.Name == attempt.Stage);
        if (s < 0)
        {
            return state;
        }

        if (attempt is { IsRollback: true, Task: "" })
        {
            return Changed(state.Stages[s].Rollback, null, rollback => state.With(s, stage => stage with { Rollback = rollback }));
        }

        var t = state.Stages[s].Tasks.FindIndex(task => task.Name == attempt.Task);
        return t < 0 ? state
            : attempt.IsRollback ? Changed(state.Stages[s].Tasks[t].Rollback, null, rollback => state.With(s, t, task => task with { Rollback = rollback }))
            : Changed(state.Stages[s].Tasks[t], state.Definition.Stages[attempt.Stage].Tasks[attempt.Task], changed => state.With(s, t, _ => changed));

        ExecutionState Changed(TaskState? task, PipelineTask? defined, Func<TaskState, ExecutionState> with) =>
            task is { Status: WorkStatus.Running or WorkStatus.Waiting } && task.Attempt == attempt.Number && change(task, defined) is var changed && !ReferenceEquals(changed, task) ? with(changed) : state;
    }

    private static ExecutionState WithTasks(this ExecutionState state, Func<TaskState, bool> which, Func<TaskState, TaskState> change) => state.WithTasks(which, (task, _) => change(task));

    // Tasks and rollbacks alike.
    private static ExecutionState WithTasks(this ExecutionState state, Func<TaskState, bool> which, Func<TaskState, PipelineTask?, TaskState> change)
    {
        return state with { Stages = [.. state.Stages.Select(OfStage)] };

        StageState OfStage(StageState stage) => stage with
        {
            Tasks = [.. stage.Tasks.Select(task => Changed(task, state.Definition.Stages[stage.Name].Tasks[task.Name]) with { Rollback = OfRollback(task.Rollback) })],
            Rollback = OfRollback(stage.Rollback),
        };

        TaskState? OfRollback(TaskState? rollback) => rollback is null ? null : Changed(rollback, null);

        TaskState Changed(TaskState task, PipelineTask? defined) => which(task) ? change(task, defined) : task;
    }

    private static ExecutionState WithRollback(this ExecutionState state, Step.StartRollback step, TaskState rollback) => step.Task is { } task
        ? state.With(step.Stage, task, failed => failed with { Rollback = rollback })
        : state.With(step.Stage, failed => failed with { Rollback = rollback });

    private static ExecutionState With(this ExecutionState state, int stage, Func<StageState, StageState> change) =>
        state with { Stages = state.Stages.SetItem(stage, change(state.Stages[stage])) };

    private static ExecutionState With(this ExecutionState state, int stage, int task, Func<TaskState, TaskState> change) => state.With(stage, task, (one, _) => change(one));

    private static ExecutionState With(this ExecutionState state, int stage, int task, Func<TaskState, PipelineTask, TaskState> change) =>
        state.With(stage, s => s with { Tasks = s.Tasks.SetItem(task, change(s.Tasks[task], state.Definition.Stages[s.Name].Tasks[s.Tasks[task].Name])) });
}
