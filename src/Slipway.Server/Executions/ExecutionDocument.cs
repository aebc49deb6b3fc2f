using System.Text.Json.Nodes;
using Slipway.Execution.State;
using Slipway.Server.Api;

namespace Slipway.Server.Executions;

/// <summary>Executions as Code Stream's API shows them (<c>Execution</c>, <c>StageExecution</c>, <c>TaskExecution</c>).</summary>
internal static class ExecutionDocument
{
    public static string LinkOf(Execution.ExecutionId id) => $"/codestream/api/executions/{id}";

    public static JsonObject Of(ExecutionState execution)
    {
        var document = new JsonObject
        {
            ["_link"] = LinkOf(execution.Id),
            ["_pipelineLink"] = $"/codestream/api/pipelines/{execution.PipelineId}",
            ["id"] = execution.Id.ToString(),
            ["project"] = execution.Project,
            ["name"] = execution.Name,
            ["index"] = execution.Index,
            ["comments"] = execution.Comments,
            ["description"] = execution.Definition.Description,
            ["status"] = execution.Status.Wire(),
            ["statusMessage"] = execution.StatusMessage,
            ["icon"] = execution.Definition.Icon,
            ["input"] = execution.InputObject(),
            ["_inputMeta"] = new JsonObject(execution.Definition.InputMeta.Select(meta =>
                KeyValuePair.Create(meta.Key, (JsonNode?)new JsonObject { ["description"] = meta.Value.Description, ["mandatory"] = meta.Value.Mandatory }))),
            ["tags"] = new JsonArray([.. execution.Definition.Tags.Concat(execution.Tags).Distinct().Select(tag => JsonValue.Create(tag))]),
            ["stageOrder"] = new JsonArray([.. execution.Stages.Select(stage => JsonValue.Create(stage.Name))]),
            ["stages"] = new JsonObject(execution.Stages.Select((stage, place) => KeyValuePair.Create(stage.Name, (JsonNode?)Of(execution, stage, place)))),
            ["_executedBy"] = execution.RequestedBy,
            ["_requestTimeInMicros"] = execution.RequestedAt.Micros(),
            ["_createTimeInMicros"] = execution.RequestedAt.Micros(),
            ["_updateTimeInMicros"] = (execution.EndedAt ?? execution.StartedAt ?? execution.RequestedAt).Micros(),
            ["_totalDurationInMicros"] = execution.EndedAt is { } ended ? ended.Micros() - execution.RequestedAt.Micros() : null,
            ["_canceledBy"] = execution.Status is ExecutionStatus.Canceling or ExecutionStatus.Canceled ? execution.Steered?.By : null,
            ["_rerunOf"] = execution.RerunOf is { } rerun ? new JsonObject { ["_link"] = LinkOf(rerun.Execution), ["index"] = rerun.Index, ["fromStage"] = rerun.FromStage } : null,
            ["_nested"] = false,
            ["_rollback"] = false,
            ["createdAt"] = execution.RequestedAt.Wire(),
            ["updatedAt"] = (execution.EndedAt ?? execution.StartedAt ?? execution.RequestedAt).Wire(),
        };
        return document.WithTimes(execution.StartedAt, execution.EndedAt);
    }

    /// <summary>The input as an object of its own.</summary>
    public static JsonObject InputObject(this ExecutionState execution) => new(execution.Input.Select(input => KeyValuePair.Create(input.Key, input.Value?.DeepClone())));

    private static JsonObject Of(ExecutionState execution, StageState stage, int place) => new JsonObject
    {
        ["id"] = $"{execution.Id}~{place}",
        ["name"] = stage.Name,
        ["status"] = stage.Status.Wire(),
        ["statusMessage"] = stage.Message,
        ["taskOrder"] = new JsonArray([.. stage.Tasks.GroupBy(task => task.Group).Select(group => JsonValue.Create(string.Join(',', group.Select(task => task.Name))))]),
        ["tasks"] = new JsonObject(stage.Tasks.Select((task, taskPlace) => KeyValuePair.Create(task.Name, (JsonNode?)Of(execution, stage, task, $"{execution.Id}~{place}.{taskPlace}")))),
    }.WithTimes(stage.StartedAt, stage.EndedAt);

    private static JsonObject Of(ExecutionState execution, StageState stage, TaskState task, string id)
    {
        var definition = execution.Definition.Stages[stage.Name].Tasks[task.Name];
        return new JsonObject
        {
            ["id"] = id,
            ["name"] = task.Name,
            ["type"] = task.Type,
            ["status"] = task.Status.Wire(),
            ["statusMessage"] = task.Message,
            ["failureMessage"] = task.Status is WorkStatus.Failed ? task.Message : null,
            ["preCondition"] = definition.PreCondition,
            ["ignoreFailure"] = task.IgnoreFailure,
            ["endpoints"] = new JsonObject(definition.Endpoints.Select(endpoint => KeyValuePair.Create(endpoint.Key, (JsonNode?)endpoint.Value))),
            ["input"] = task.Input?.DeepClone(),
            ["output"] = task.Output?.DeepClone(),
            ["_attempt"] = task.Attempt,
        }.WithTimes(task.StartedAt, task.EndedAt);
    }

    private static JsonObject WithTimes(this JsonObject document, DateTimeOffset? startedAt, DateTimeOffset? endedAt)
    {
        document["_startTime"] = startedAt?.Wire();
        document["_endTime"] = endedAt?.Wire();
        document["_durationInMicros"] = endedAt is { } end && startedAt is { } start ? end.Micros() - start.Micros() : null;
        return document;
    }
}
