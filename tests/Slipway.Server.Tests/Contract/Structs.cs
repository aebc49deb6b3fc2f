using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Slipway.Server.Tests.Contract;

// What the public clients decode answers into, field by field and type by type (cs-cli, api-struct.go): a number where they want a text fails them.

internal sealed record DocumentsList(int Count, int TotalCount, string[] Links, Dictionary<string, JsonObject> Documents);

internal sealed record Variable(
    string Project,
    string Kind,
    string Id,
    string Name,
    string Description,
    string Version,
    string CreatedBy,
    string CreatedAt,
    string UpdatedAt,
    [property: JsonPropertyName("_link")] string Link,
    [property: JsonPropertyName("_updateTimeInMicros")] long UpdateTimeInMicros,
    [property: JsonPropertyName("_createTimeInMicros")] long CreateTimeInMicros,
    [property: JsonPropertyName("_projectId")] string ProjectId,
    string Type,
    string Value);

internal sealed record PipelineNotifications(JsonNode[] Email, JsonNode[] Jira, JsonNode[] Webhook);

internal sealed record WorkspaceLimits(double Cpu, int Memory);

internal sealed record PipelineWorkspace(string Image, string Path, string Endpoint, JsonNode[] Cache, WorkspaceLimits? Limits, bool AutoCloneForTrigger);

internal sealed record Pipeline(
    string Project,
    string Kind,
    string Id,
    string Name,
    string Description,
    string CreatedBy,
    string UpdatedBy,
    string CreatedAt,
    string UpdatedAt,
    [property: JsonPropertyName("_link")] string Link,
    [property: JsonPropertyName("_updateTimeInMicros")] long UpdateTimeInMicros,
    [property: JsonPropertyName("_createTimeInMicros")] long CreateTimeInMicros,
    [property: JsonPropertyName("_projectId")] string ProjectId,
    string Icon,
    bool Enabled,
    int Concurrency,
    string[] StageOrder,
    Dictionary<string, JsonObject> Stages,
    PipelineNotifications Notifications,
    JsonNode[] Options,
    PipelineWorkspace? Workspace,
    [property: JsonPropertyName("_inputMeta")] JsonNode InputMeta,
    [property: JsonPropertyName("_outputMeta")] JsonNode OutputMeta,
    [property: JsonPropertyName("_warnings")] JsonNode[] Warnings,
    JsonNode[] Rollbacks,
    string[] Tags,
    string State);

internal sealed record Endpoint(
    string Project,
    string Kind,
    string Id,
    string Name,
    string Description,
    string CreatedBy,
    string UpdatedBy,
    string CreatedAt,
    string UpdatedAt,
    [property: JsonPropertyName("_link")] string Link,
    [property: JsonPropertyName("_updateTimeInMicros")] long UpdateTimeInMicros,
    [property: JsonPropertyName("_createTimeInMicros")] long CreateTimeInMicros,
    [property: JsonPropertyName("_projectId")] string ProjectId,
    string Type,
    bool IsRestricted,
    JsonObject Properties,
    bool IsLocked,
    string ValidationOutput);

internal sealed record Execution(
    string Project,
    string Id,
    string Name,
    string UpdatedAt,
    [property: JsonPropertyName("_link")] string Link,
    [property: JsonPropertyName("_updateTimeInMicros")] long UpdateTimeInMicros,
    [property: JsonPropertyName("_createTimeInMicros")] long CreateTimeInMicros,
    int Index,
    JsonNode[] Notifications,
    string Comments,
    JsonNode Input,
    string[] StageOrder,
    Dictionary<string, JsonObject> Stages,
    string Status,
    string StatusMessage,
    [property: JsonPropertyName("_durationInMicros")] long? DurationInMicros,
    [property: JsonPropertyName("_totalDurationInMicros")] long? TotalDurationInMicros,
    [property: JsonPropertyName("_requestTimeInMicros")] long RequestTimeInMicros,
    [property: JsonPropertyName("_executedBy")] string ExecutedBy,
    [property: JsonPropertyName("_pipelineLink")] string PipelineLink,
    [property: JsonPropertyName("_nested")] bool Nested,
    [property: JsonPropertyName("_rollback")] bool Rollback,
    string[] Tags);

internal sealed record CreateExecution(string Comments, string Source, JsonNode Input, string ExecutionLink, string ExecutionId, string[] Tags);

internal sealed record UserPreferences(
    [property: JsonPropertyName("_link")] string Link,
    [property: JsonPropertyName("_updateTimeInMicros")] int UpdateTimeInMicros,
    [property: JsonPropertyName("_createTimeInMicros")] int CreateTimeInMicros,
    JsonNode Preferences,
    string UserName);

internal sealed record CodeStreamException(
    long Timestamp, string Path, int Status, string Error, string Message, string RequestId, [property: JsonPropertyName("@type")] string Type);

internal sealed record AuthenticationError(long Timestamp, string Type, string Status, string Error, string ServerMessage);

internal sealed record ApiAuthenticationError(string Message, long StatusCode, long ErrorCode, string ServerErrorId, string DocumentKind);
