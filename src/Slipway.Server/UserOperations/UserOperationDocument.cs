using System.Text.Json.Nodes;
using Slipway.Execution.UserOperations;
using Slipway.Projects.Access;
using Slipway.Server.Api;
using Slipway.Server.Executions;

namespace Slipway.Server.UserOperations;

/// <summary>User operations as Code Stream's API shows them (<c>UserOperation</c>, <c>UserOpResource</c>); <c>_notice</c> and <c>_mayRespond</c> are ours.</summary>
internal static class UserOperationDocument
{
    public static string LinkOf(Guid id) => $"/codestream/api/user-operations/{id}";

    /// <summary>As somebody sees it.</summary>
    public static JsonObject Of(UserOperation operation, Caller caller)
    {
        var length = operation.ExpiresAt - operation.RequestedAt;
        var closing = operation.Closing;
        return new JsonObject
        {
            ["_link"] = LinkOf(operation.Id),
            ["id"] = operation.Id.ToString(),
            ["index"] = operation.Index,
            ["name"] = $"{operation.Attempt.Stage}.{operation.Attempt.Task}",
            ["project"] = operation.Project,
            ["summary"] = operation.Summary,
            ["description"] = operation.Description,
            ["approvers"] = Texts(operation.Approvers),
            ["approverGroups"] = Texts(operation.ApproverGroups),
            ["executionId"] = operation.Attempt.Execution.ToString(),
            ["executionIndex"] = operation.ExecutionIndex,
            ["executionLink"] = ExecutionDocument.LinkOf(operation.Attempt.Execution),
            ["pipelineId"] = operation.PipelineId.ToString(),
            ["pipelineName"] = operation.PipelineName,
            ["stageKey"] = operation.Attempt.Stage,
            ["taskKey"] = operation.Attempt.Task,
            ["status"] = operation.Status.Wire(),
            ["requestedBy"] = operation.RequestedBy,
            ["respondedBy"] = closing is { By.Length: > 0 } ? closing.By : null,
            ["respondedByEmail"] = closing is { Email.Length: > 0 } ? closing.Email : null,
            ["responderRoles"] = Texts(closing?.Roles ?? []),
            ["responseMessage"] = closing?.Message,
            ["respondedOnInMicros"] = closing?.At.Micros(),
            ["expirationInDays"] = (int)Math.Ceiling(length.TotalDays),
            ["expirationInSeconds"] = (long)length.TotalSeconds,
            ["sendemail"] = operation.SendsMail,
            ["endpoint"] = operation.MailServer,
            ["cancelPreviousPendingUserOp"] = operation.CancelsPrevious,
            ["_notice"] = operation.Notice,
            ["_mayRespond"] = closing is null && caller.MayAnswer(operation),
            ["_requestedOnInMicros"] = operation.RequestedAt.Micros(),
            ["_expiresOnInMicros"] = operation.ExpiresAt.Micros(),
            ["createdAt"] = operation.RequestedAt.Wire(),
            ["updatedAt"] = (closing?.At ?? operation.RequestedAt).Wire(),
        };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
