using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.TaskTypes;

namespace Slipway.Execution.State;

/// <summary>
/// The heart: what happens next in an execution. Pure functions of the state; no clock, no I/O.
/// Stages run one after the other, the groups of a stage too; the tasks of a group run side by side.
/// A task that fails lets its group end, is undone where the pipeline says by what, then ends its stage and the execution, unless its failure is ignored.
/// Who pauses or cancels an execution waits for what is under way; nothing new is started.
/// </summary>
public static class Engine
{
    /// <summary>What an execution says that ended well (Code Stream, <c>Execution.statusMessage</c>).</summary>
    public const string CompletedMessage = "Execution Completed.";

    /// <summary>The next step of an execution in this state.</summary>
    public static Step Next(ExecutionState state) => state.Status switch
    {
        ExecutionStatus.Running or ExecutionStatus.Waiting => NextStage(state),
        ExecutionStatus.Pausing when !state.UnderWay.Any() => new Step.Pause(),
        ExecutionStatus.Canceling when !state.UnderWay.Any() => NextCanceled(state),
        _ => new Step.Wait(),
    };

    private static Step NextStage(ExecutionState state)
    {
        var current = state.Stages.FindIndex(stage => !stage.Status.IsEnded());
        var last = (current < 0 ? state.Stages.Length : current) - 1;
        if (last >= 0 && state.Stages[last].Status is WorkStatus.Failed)
        {
            return Rollbacks.NextOfStage(state, last) ?? Failed(state, state.Stages[last]);
        }

        return current < 0 ? Completed(state)
            : state.Stages[current].Status is WorkStatus.NotStarted ? new Step.StartStage(current)
            : NextInStage(state, current);
    }

    private static Step.End Failed(ExecutionState state, StageState stage)
    {
        var culprit = stage.Tasks.First(task => task.Stops);
        var message = $"{stage.Name}.{culprit.Name}: {culprit.Message}";
        var undone = Rollbacks.Of(state).ToList();
        return undone.Count == 0 ? new Step.End(ExecutionStatus.Failed, message)
            : new Step.End(
                undone.TrueForAll(rollback => rollback.Status is WorkStatus.Completed) ? ExecutionStatus.RollbackCompleted : ExecutionStatus.RollbackFailed,
                $"{message} {string.Join(' ', undone.Select(Rollbacks.Sentence))}");
    }

    // An output that reads what did not come about is blank: what the execution did is done all the same.
    private static Step.End Completed(ExecutionState state)
    {
        var scope = Scope.Of(state);
        var bound = state.Definition.Output.Select(output => (output.Key, Result: Binder.Bind(new JsonObject { ["value"] = output.Value?.DeepClone() }, scope))).ToList();
        return new Step.End(ExecutionStatus.Completed, CompletedMessage)
        {
            Output = new(bound.Select(output => KeyValuePair.Create(output.Key, (output.Result.Json as JsonObject)?["value"]?.DeepClone()))),
            Secrets = bound.SelectMany(output => output.Result.Secrets).ToHashSet(),
        };
    }

    private static Step NextCanceled(ExecutionState state)
    {
        var current = state.Stages.FindIndex(stage => stage.Status is WorkStatus.Running);
        return current >= 0
            ? new Step.EndStage(current, WorkStatus.Canceled, $"Stage {state.Stages[current].Name} canceled.")
            : new Step.End(ExecutionStatus.Canceled, state.Steered.Sentence("Canceled"));
    }

    private static Step NextInStage(ExecutionState state, int stageIndex)
    {
        var stage = state.Stages[stageIndex];
        var group = stage.Tasks.Where(task => !task.Status.IsEnded()).Select(task => task.Group).DefaultIfEmpty(int.MaxValue).Min();

        if (stage.Tasks.FirstOrDefault(task => task.Stops && task.Group < group) is { } culprit)
        {
            return Rollbacks.NextOfTasks(state, stageIndex) ?? new Step.EndStage(stageIndex, WorkStatus.Failed, $"{culprit.Name}: {culprit.Message}");
        }

        if (group is int.MaxValue)
        {
            return new Step.EndStage(stageIndex, WorkStatus.Completed, $"Stage {stage.Name} completed.");
        }

        var waiting = stage.Tasks.FindIndex(task => task.Group == group && task.Status is WorkStatus.NotStarted);
        return waiting < 0 ? new Step.Wait() : Prepare(state, stageIndex, waiting);
    }

    private static Step Prepare(ExecutionState state, int stageIndex, int taskIndex)
    {
        var stage = state.Stages[stageIndex].Name;
        var task = state.Definition.Stages[stage].Tasks[state.Stages[stageIndex].Tasks[taskIndex].Name];
        if (state.Restricted.UsedBy(task) is { IsEmpty: false } restricted)
        {
            return new Step.HoldTask(stageIndex, taskIndex, $"Uses {restricted}, restricted to administrators: waits until an administrator of the project resumes it.");
        }

        var scope = Scope.Of(state);

        if (!string.IsNullOrWhiteSpace(task.PreCondition))
        {
            var condition = Condition.Evaluate(task.PreCondition, scope);
            if (condition.Error is { } error)
            {
                return new Step.EndTask(stageIndex, taskIndex, WorkStatus.Failed, $"The precondition cannot be evaluated: {error}");
            }

            if (!condition.Holds)
            {
                return new Step.EndTask(stageIndex, taskIndex, WorkStatus.Skipped, $"The precondition does not hold: {task.PreCondition.Trim()}");
            }
        }

        var bound = TaskInput.Bind(task, scope);
        return bound.Errors.Count > 0
            ? new Step.EndTask(stageIndex, taskIndex, WorkStatus.Failed, string.Join(' ', bound.Errors))
            : new Step.StartTask(stageIndex, taskIndex, bound.Json!.AsObject(), bound.Secrets);
    }

    internal static int FindIndex<T>(this ImmutableArray<T> items, Predicate<T> match)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (match(items[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
