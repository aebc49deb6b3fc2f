using System.Text.Json.Nodes;
using Slipway.Pipelines.Expressions;

namespace Slipway.Execution.State;

/// <summary>What the expressions of an execution can reach in its present state.</summary>
internal static class Scope
{
    public static BindingScope Of(ExecutionState state) => new()
    {
        Input = state.Input,
        Variables = state.Variables,
        Secrets = state.Secrets,
        Globals = new Dictionary<string, JsonNode?>
        {
            ["name"] = state.Name,
            ["project"] = state.Project,
            ["description"] = state.Definition.Description,
            ["executionId"] = state.Id.ToString(),
            ["executionIndex"] = state.Index,
            ["executionUrl"] = $"/executions/{state.Id}",
            ["requestBy"] = state.RequestedBy,
            ["comments"] = state.Comments,
            ["status"] = state.Status.Wire(),
            ["statusMessage"] = state.StatusMessage,
        },
        Stages = state.Stages.ToDictionary(
            stage => stage.Name,
            stage => new StageScope(
                stage.Status.Wire(),
                stage.Tasks.ToDictionary(task => task.Name, task => new TaskScope(task.Status.Wire(), task.Input, task.Output)))),
    };
}
