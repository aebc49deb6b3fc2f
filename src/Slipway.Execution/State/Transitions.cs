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

    /// <summary>What an execution that goes on had to read is read.</summary>
    public static ExecutionState Resumed(this ExecutionState state) => state with { Status = ExecutionStatus.Running };

    /// <summary>Somebody cancels an execution that has not ended. What waits is canceled at once, what is under way when it has stopped.</summary>
    public static ExecutionState Cancel(this ExecutionState state, Steered by) => state.WithTasks(
        task => task.Status is WorkStatus.Waiting,
        task => task with { Status = WorkStatus.Canceled, Message = by.Sentence("Canceled"), EndedAt = by.At }) with
    {
        Status = ExecutionStatus.Canceling,
        Steered = by,
        StatusMessage = $"{by.Sentence("Being canceled")} What is under way is told to stop.",
    };

    /// <summary>What is under way in an execution that is being canceled is given up.</summary>
    /// <param name="state">The execution.</param>
    /// <param name="isLost">Which attempts.</param>
    /// <param name="why">What became of them, in one sentence.</param>
    /// <param name="now">The time.</param>
    public static ExecutionState GiveUp(this ExecutionState state, Func<TaskAttempt, bool> isLost, string why, DateTimeOffset now) =>
        state.UnderWay.Where(isLost).Aggregate(state, (given, attempt) => given.Ended(attempt, new TaskOutcome.Canceled(why), now));

    /// <summary>Such as <c>Canceled by ada: wrong tag.</c></summary>
    internal static string Sentence(this Steered? by, string done) => by switch
    {
        null => $"{done}.",
        { Reason: "" } => $"{done} by {by.By}.",
        _ => $"{done} by {by.By}: {by.Reason.TrimEnd('.')}.",
    };

    /// <summary>Somebody who may lets the tasks start that wait for it. What they use is allowed from here on; what later tasks use beyond that is not.</summary>
    public static ExecutionState Resume(this ExecutionState state, string by) => state.WithTasks(
        task => task.Status is WorkStatus.Waiting,
        task => task with { Status = WorkStatus.NotStarted, Message = $"Resumed by {by}." }) with
    {
        Restricted = state.Restricted.Except(state.AwaitedThings()),
        StatusMessage = $"Resumed by {by}.",
    };

    /// <summary>The restricted things for which tasks wait.</summary>
    public static RestrictedThings AwaitedThings(this ExecutionState state) =>
        (from stage in state.Stages
         from task in stage.Tasks
         where task.Status is WorkStatus.Waiting
         select state.Restricted.UsedBy(state.Definition.Stages[stage.Name].Tasks[task.Name])).Aggregate(RestrictedThings.None, (all, used) => all.Union(used));

    /// <summary>An attempt ended. A report about an attempt that is not under way changes nothing.</summary>
    public static ExecutionState Ended(this ExecutionState state, TaskAttempt attempt, TaskOutcome outcome, DateTimeOffset now) =>
        state.WithTask(attempt, task => outcome switch
        {
            TaskOutcome.Completed done => task with { Status = WorkStatus.Completed, Message = state.Mask().Mask(done.Message), Output = done.Output, EndedAt = now },
            TaskOutcome.Failed failed => task with { Status = WorkStatus.Failed, Message = state.Mask().Mask(failed.Message), Output = failed.Output, EndedAt = now },
            TaskOutcome.Canceled canceled => task with { Status = WorkStatus.Canceled, Message = state.Mask().Mask(canceled.Message), EndedAt = now },
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        });

    /// <summary>An attempt tells how far it has come. A report about an attempt that is not under way changes nothing.</summary>
    public static ExecutionState Progressed(this ExecutionState state, TaskAttempt attempt, string message) =>
        state.WithTask(attempt, task => state.Mask().Mask(message) is var told && task.Message == told ? task : task with { Message = told });

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
        Step.StartTask s => (state with { Secrets = state.Secrets.Union(s.Secrets) }).With(s.Stage, s.Task, task => task with
        {
            Status = WorkStatus.Running,
            Attempt = task.Attempt + 1,
            Input = s.Input,
            StartedAt = now,
            Message = "Running.",
        }),
        Step.HoldTask s => state.With(s.Stage, s.Task, task => task with { Status = WorkStatus.Waiting, Message = s.Message }),
        Step.EndTask s => state.With(s.Stage, s.Task, task => task with { Status = s.Status, Message = s.Message, StartedAt = now, EndedAt = now }),
        Step.EndStage s => state.With(s.Stage, stage => stage with { Status = s.Status, Message = s.Message, EndedAt = now }),
        Step.Pause => state with { Status = ExecutionStatus.Paused, StatusMessage = state.Steered.Sentence("Paused") },
        Step.End s => state with { Status = s.Status, StatusMessage = s.Message, EndedAt = now },
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    // An execution waits when one of its tasks does, whatever the others do.
    private static ExecutionState Told(this ExecutionState state)
    {
        if (state.Status is not (ExecutionStatus.Running or ExecutionStatus.Waiting))
        {
            return state;
        }

        var held = (from stage in state.Stages from task in stage.Tasks where task.Status is WorkStatus.Waiting select $"{stage.Name}.{task.Name}: {task.Message}").FirstOrDefault();
        return (held, state.Status) switch
        {
            (not null, _) => state with { Status = ExecutionStatus.Waiting, StatusMessage = held },
            (null, ExecutionStatus.Waiting) => state with { Status = ExecutionStatus.Running },
            _ => state,
        };
    }

    private static ExecutionState WithTask(this ExecutionState state, TaskAttempt attempt, Func<TaskState, TaskState> change)
    {
        for (var s = 0; s < state.Stages.Length; s++)
        {
            for (var t = 0; state.Stages[s].Name == attempt.Stage && t < state.Stages[s].Tasks.Length; t++)
            {
                var task = state.Stages[s].Tasks[t];
                if (task.Name == attempt.Task && task.Attempt == attempt.Number && task.Status is WorkStatus.Running)
                {
                    var changed = change(task);
                    return ReferenceEquals(changed, task) ? state : state.With(s, t, _ => changed);
                }
            }
        }

        return state;
    }

    private static ExecutionState WithTasks(this ExecutionState state, Func<TaskState, bool> which, Func<TaskState, TaskState> change) => state with
    {
        Stages = [.. state.Stages.Select(stage => stage.Tasks.Any(which) ? stage with { Tasks = [.. stage.Tasks.Select(task => which(task) ? change(task) : task)] } : stage)],
    };

    private static ExecutionState With(this ExecutionState state, int stage, Func<StageState, StageState> change) =>
        state with { Stages = state.Stages.SetItem(stage, change(state.Stages[stage])) };

    private static ExecutionState With(this ExecutionState state, int stage, int task, Func<TaskState, TaskState> change) =>
        state.With(stage, s => s with { Tasks = s.Tasks.SetItem(task, change(s.Tasks[task])) });
}
