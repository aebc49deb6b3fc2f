using System.Text.Json.Nodes;
using Slipway.Pipelines;
using Slipway.Pipelines.Expressions;

namespace Slipway.Execution.State;

/// <summary>
/// Undoing what failed. A task's rollbacks run when its group has ended, a stage's when the stage has; each is another pipeline's execution, run like a task of
/// type <c>Pipeline</c>. A task whose failure is ignored is not undone: the execution goes on with what it left.
/// </summary>
internal static class Rollbacks
{
    /// <summary>The rollbacks that were begun.</summary>
    public static IEnumerable<TaskState> Of(ExecutionState state) =>
        state.Stages.SelectMany(stage => stage.Tasks.Select(task => task.Rollback).Append(stage.Rollback)).OfType<TaskState>();

    /// <summary>What came of one, such as <c>Rolled back by 'Undo web'.</c></summary>
    public static string Sentence(TaskState rollback) => rollback.Status switch
    {
        WorkStatus.Completed => $"Rolled back by '{rollback.Name}'.",
        _ => $"The rollback by '{rollback.Name}' did not succeed: {rollback.Message}",
    };

    /// <summary>What is to be done about the tasks of a stage that failed; null when nothing is left to do.</summary>
    public static Step? NextOfTasks(ExecutionState state, int stageIndex)
    {
        var stage = state.Stages[stageIndex];
        var open = stage.Tasks.FindIndex(task => task is { Stops: true, Rollback: null } && DefinedFor(state, stage.Name, task.Name) is not null);
        return open >= 0 ? Begin(state, stageIndex, open, DefinedFor(state, stage.Name, stage.Tasks[open].Name)!)
            : stage.Tasks.Any(task => task.Rollback is { } rollback && !rollback.Status.IsEnded()) ? new Step.Wait()
            : null;
    }

    /// <summary>What is to be done about a stage that failed; null when nothing is left to do.</summary>
    public static Step? NextOfStage(ExecutionState state, int stageIndex) => (state.Stages[stageIndex].Rollback, DefinedFor(state, state.Stages[stageIndex].Name, null)) switch
    {
        (null, { } defined) => Begin(state, stageIndex, null, defined),
        ({ } rollback, _) when !rollback.Status.IsEnded() => new Step.Wait(),
        _ => null,
    };

    private static Rollback? DefinedFor(ExecutionState state, string stage, string? task) =>
        state.Definition.Rollbacks.FirstOrDefault(rollback => rollback.Stage == stage && (string.IsNullOrEmpty(rollback.Task) ? null : rollback.Task) == task);

    private static Step.StartRollback Begin(ExecutionState state, int stage, int? task, Rollback defined)
    {
        var bound = Binder.Bind(new JsonObject { [ChildPipeline.InputKey] = new JsonObject(defined.Inputs.Select(input => KeyValuePair.Create(input.Key, input.Value?.DeepClone()))) }, Scope.Of(state));
        var rollback = new TaskState { Name = defined.Name, Type = ChildPipeline.TaskType, Group = 0 };
        return bound.Errors.Count > 0
            ? new Step.StartRollback(stage, task, rollback with { Status = WorkStatus.Failed, Message = string.Join(' ', bound.Errors) }, bound.Secrets)
            : new Step.StartRollback(stage, task, rollback with { Status = WorkStatus.Running, Attempt = 1, Message = "Running.", Input = With(bound.Json!.AsObject(), defined.Name) }, bound.Secrets);
    }

    private static JsonObject With(JsonObject input, string pipeline)
    {
        input[ChildPipeline.PipelineKey] = pipeline;
        return input;
    }
}
