using System.Text.Json.Nodes;
using Slipway.Execution.Notifications;
using Slipway.Execution.State;
using Slipway.Server.Api;

namespace Slipway.Server.Executions;

/// <summary>Executions as Code Stream's API shows them (<c>Execution</c>, <c>StageExecution</c>, <c>TaskExecution</c>).</summary>
internal static class ExecutionDocument
{
    public static string LinkOf(Execution.ExecutionId id) => $"/codestream/api/executions/{id}";

    /// <summary>The execution, with whom it told, and its place in the queue where that is known.</summary>
    public static JsonObject Of(ExecutionState execution, IReadOnlyList<NoticeReport> notices, int? placeInQueue = null)
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
            ["stages"] = new JsonObject(execution.Stages.Select((stage, place) => KeyValuePair.Create(stage.Name, (JsonNode?)Of(execution, stage, place, notices)))),
            ["notifications"] = NotificationDocument.Of(notices),
            ["_executedBy"] = execution.RequestedBy,
            ["_requestTimeInMicros"] = execution.RequestedAt.Micros(),
            ["_createTimeInMicros"] = execution.RequestedAt.Micros(),
            ["_updateTimeInMicros"] = (execution.EndedAt ?? execution.StartedAt ?? execution.RequestedAt).Micros(),
            ["_totalDurationInMicros"] = execution.EndedAt is { } ended ? ended.Micros() - execution.RequestedAt.Micros() : null,
            ["_queuePosition"] = placeInQueue,
            ["_canceledBy"] = execution.Status is ExecutionStatus.Canceling or ExecutionStatus.Canceled ? execution.Steered?.By : null,
            ["_rerunOf"] = execution.RerunOf is { } rerun ? new JsonObject { ["_link"] = LinkOf(rerun.Execution), ["index"] = rerun.Index, ["fromStage"] = rerun.FromStage } : null,
            ["output"] = execution.Output is { } output ? new JsonObject(output.Select(value => KeyValuePair.Create(value.Key, value.Value?.DeepClone()))) : null,
            ["_outputMeta"] = new JsonObject(execution.Definition.OutputMeta.Select(meta => KeyValuePair.Create(meta.Key, (JsonNode?)new JsonObject { ["description"] = meta.Value.Description }))),
            ["_nested"] = execution.Parent is { Attempt.IsRollback: false },
            ["_rollback"] = execution.Parent is { Attempt.IsRollback: true },
            ["_parent"] = execution.Parent is { } parent
                ? new JsonObject { ["_link"] = LinkOf(parent.Attempt.Execution), ["name"] = parent.Name, ["index"] = parent.Index, ["stage"] = parent.Attempt.Stage, ["task"] = parent.Attempt.Task }
                : null,
            ["createdAt"] = execution.RequestedAt.Wire(),
            ["updatedAt"] = (execution.EndedAt ?? execution.StartedAt ?? execution.RequestedAt).Wire(),
        };
        return document.WithTimes(execution.StartedAt, execution.EndedAt);
    }

    /// <summary>The input as an object of its own.</summary>
    public static JsonObject InputObject(this ExecutionState execution) => new(execution.Input.Select(input => KeyValuePair.Create(input.Key, input.Value?.DeepClone())));

    private static JsonObject Of(ExecutionState execution, StageState stage, int place, IReadOnlyList<NoticeReport> notices) => new JsonObject
    {
        ["id"] = $"{execution.Id}~{place}",
        ["name"] = stage.Name,
        ["status"] = stage.Status.Wire(),
        ["statusMessage"] = stage.Message,
        ["taskOrder"] = new JsonArray([.. stage.Tasks.GroupBy(task => task.Group).Select(group => JsonValue.Create(string.Join(',', group.Select(task => task.Name))))]),
        ["tasks"] = new JsonObject(stage.Tasks.Select((task, taskPlace) => KeyValuePair.Create(task.Name, (JsonNode?)Of(execution, stage, task, $"{execution.Id}~{place}.{taskPlace}", notices)))),
        ["notifications"] = NotificationDocument.Of(notices, stage.Name),
        ["rollbackConfiguration"] = RollbackConfiguration(execution, stage.Name, null),
        ["rollbackResponse"] = RollbackResponse(stage.Rollback),
    }.WithTimes(stage.StartedAt, stage.EndedAt);

    private static JsonObject Of(ExecutionState execution, StageState stage, TaskState task, string id, IReadOnlyList<NoticeReport> notices)
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
            ["notifications"] = NotificationDocument.Of(notices, stage.Name, task.Name),
            ["_attempt"] = task.Attempt,
            ["_untilTime"] = task.Standby?.Until?.Wire(),
            ["rollbackConfiguration"] = RollbackConfiguration(execution, stage.Name, task.Name),
            ["rollbackResponse"] = RollbackResponse(task.Rollback),
        }.WithTimes(task.StartedAt, task.EndedAt);
    }

    private static JsonObject? RollbackConfiguration(ExecutionState execution, string stage, string? task) =>
        execution.Definition.Rollbacks.FirstOrDefault(rollback => rollback.Stage == stage && (string.IsNullOrEmpty(rollback.Task) ? null : rollback.Task) == task) is { } rollback
            ? new JsonObject
            {
                ["stage"] = rollback.Stage,
                ["task"] = rollback.Task,
                ["name"] = rollback.Name,
                ["inputs"] = new JsonObject(rollback.Inputs.Select(input => KeyValuePair.Create(input.Key, input.Value?.DeepClone()))),
            }
            : null;

    private static JsonObject? RollbackResponse(TaskState? rollback) => rollback is null ? null : new JsonObject
    {
        ["_link"] = rollback.Output?["_executionLink"]?.DeepClone(),
        ["index"] = rollback.Output?["_executionIndex"]?.DeepClone(),
        ["name"] = rollback.Name,
        ["output"] = rollback.Output?.DeepClone(),
        ["status"] = rollback.Status.Wire(),
        ["statusMessage"] = rollback.Message,
    };

    private static JsonObject WithTimes(this JsonObject document, DateTimeOffset? startedAt, DateTimeOffset? endedAt)
    {
        document["_startTime"] = startedAt?.Wire();
        document["_endTime"] = endedAt?.Wire();
        document["_durationInMicros"] = endedAt is { } end && startedAt is { } start ? end.Micros() - start.Micros() : null;
        return document;
    }
}
