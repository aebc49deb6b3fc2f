using System.Text.Json.Nodes;

namespace Slipway.Server.OpenApi;

/// <summary>
/// The shapes of what is no document of the language: a line each, with what is always there. <c>?</c> after a type means that it may be null, and
/// after a name that it may be missing. A test holds every answer of the server against them.
/// </summary>
internal static class AnswerSchemas
{
    private const string Revised = "createdBy string, createdAt string, _createTimeInMicros integer";

    /// <summary>By name, as <see cref="Schemas.Ref"/> takes it.</summary>
    public static IEnumerable<(string Name, JsonObject Schema)> All =>
    [
        (Schemas.Error, Of("timestamp integer, path string, status integer, error string, message string, requestId string, @type string")),
        (Schemas.LoginError, Of("timestamp integer, type string, status string, error string, serverMessage string, message string")),
        (Schemas.TokenError, Of("message string, statusCode integer, errorCode integer, serverErrorId string, documentKind string")),
        (Schemas.Execution, Of(
            "_link string, _pipelineLink string, id string, project string, name string, index integer, comments string, description string, status string, statusMessage string, icon string?, "
            + "input object, _inputMeta object, tags array, stageOrder array, stages object, notifications array, _executedBy string, _requestTimeInMicros integer, _createTimeInMicros integer, _updateTimeInMicros integer, "
            + "_totalDurationInMicros integer?, _durationInMicros integer?, _startTime string?, _endTime string?, _nested boolean, _rollback boolean, _parent object?, _rerunOf object?, _canceledBy string?, _queuePosition integer?, output object?, _outputMeta object, createdAt string, updatedAt string")),
        (Schemas.UserOperation, Of(
            "_link string, id string, index string, name string, project string, summary string, description string, approvers array, approverGroups array, executionId string, executionIndex integer, "
            + "executionLink string, pipelineId string, pipelineName string, stageKey string, taskKey string, status string, requestedBy string, respondedBy string?, respondedByEmail string?, responderRoles array, "
            + "responseMessage string?, respondedOnInMicros integer?, expirationInDays integer, expirationInSeconds integer, sendemail boolean, endpoint string, cancelPreviousPendingUserOp boolean, _notice string?, "
            + "_mayRespond boolean, _requestedOnInMicros integer, _expiresOnInMicros integer, createdAt string, updatedAt string")),
        (Schemas.UserOpResponse, Of("status string, responseMessage? string")),
        (Schemas.ExecutionStarted, Of("executionId string, executionIndex integer, executionLink string, comments string, input object, source string, tags array")),
        (Schemas.Event, Of(
            "_link string, id string, name string, project string, pipeline string, owner string?, repo string, repoNamespace string, imageName string, tag string?, outcome string, message string, "
            + "digest string, pushedAt string?, origin string, executionStatus string?, executionIndex integer?, executionLink string?, firstEventLink string?, deliveryId string?, webhookLink string, "
            + "timeStampInMicros integer, createdAt string")),
        (Schemas.Delivered, Of("delivery string")),
        (Schemas.Delivery, Of("id string, origin string, replayOf string?, source string, receivedAt string, headers object, body string, bodyBase64 string?")),
        (Schemas.Replayed, Of("event string, delivery string")),
        (Schemas.ReplayedMany, Of("replayed array")),
        (Schemas.ReplayRequest, Of("ids array")),
        (Schemas.TestRequest, Of("image string")),
        (Schemas.Rehearsed, Of("outcome string, message string, imageMatches boolean, tagMatches boolean, proof string, runsAs string, input object?, tasks array?")),
        (Schemas.HookSetup, Of("url string, isMadeBySlipway boolean, slug string, where string, paste string")),
        (Schemas.WebhookHealth, Of("hookCheckedAt string?, hookProblem string, hookRepairs integer, tagsSeenAt string?, tagsProblem string, tokenExpiresAt string?, tokenProblem string")),
        (Schemas.PipelineVersion, Of("_link string, id string, project string, name string, version string, updatedBy string, updatedAt string, _updateTimeInMicros integer, yaml? string")),
        (Schemas.IntegrationVersion, Of($"_link string, id string, kind string, name string, version string, versionDescription string, status string, yaml string, runtime string, code string, {Revised}")),
        (Schemas.Project, Of("id string, name string, description string")),
        (Schemas.ProjectPage, Page()),
        (Schemas.Member, Of("_link string, project string, userName string, role string")),
        (Schemas.User, Of("_link string, id string, userName string, email string?, isAdministrator boolean, isLocked boolean")),
        (Schemas.Token, Of("_link string, id string, name string, createdAt string, lastUsedAt string?, expiresAt string, token? string")),
        (Schemas.AuditEntry, Of(
            "_link string, id string, who string, from string?, action string, kind string, resource string?, project string?, name string, message string, before any, after any, createdAt string, _createTimeInMicros integer")),
        (Schemas.About, Of("latestApiVersion string, supportedApis array")),
        (Schemas.Preferences, Of("_link string, _createTimeInMicros integer, _updateTimeInMicros integer, preferences object, userName string")),
        (Schemas.Certificates, Of("certificates array")),
        (Schemas.Validation, Of("status string, success boolean, message string, cause? string, certificate? object, hostKey? string")),
        (Schemas.Login, Of("access_token string, refresh_token string, id_token string, token_type string, expires_in integer, scope string")),
        (Schemas.Bearer, Of("tokenType string, token string")),
        (Schemas.Credentials, Of("username string, password string, domain? string")),
        (Schemas.ApiToken, Of("refreshToken string")),
        (Schemas.ApiTokenForm, Of("refresh_token string")),
        (Schemas.ExecutionRequest, Of("comments? string, input? object, tags? array")),
        (Schemas.ExecutionAction, Of("reason? string, comments? string, input? object, fromStage? string")),
        (Schemas.ExecutionTags, Of("tags array")),
        (Schemas.VersionRequest, Of("version string, description? string")),
        (Schemas.ProjectRequest, Of("name? string, description? string")),
        (Schemas.MemberRequest, Of("role string")),
        (Schemas.UserRequest, Of("userName? string, email? string, password? string, isAdministrator? boolean, isLocked? boolean")),
        (Schemas.PasswordRequest, Of("currentPassword string, newPassword string")),
        (Schemas.TokenRequest, Of("email string, password string, name? string")),
    ];

    private static JsonObject Of(string fields)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var field in fields.Split(", "))
        {
            var (name, type) = (field.Split(' ')[0], field.Split(' ')[1]);
            if (!name.EndsWith('?'))
            {
                required.Add(name);
            }

            properties[name.TrimEnd('?')] = type is "any" ? new JsonObject()
                : type.EndsWith('?') ? new JsonObject { ["type"] = new JsonArray(type.TrimEnd('?'), "null") }
                : new JsonObject { ["type"] = type };
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required };
    }

    private static JsonObject Page()
    {
        var page = Of("content array, pageable object, totalElements integer, totalPages integer, numberOfElements integer, number integer, size integer, first boolean, last boolean, empty boolean");
        page["properties"]!["content"]!["items"] = Schemas.Ref(Schemas.Project);
        return page;
    }
}
