using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Execution.UserOperations;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Executions;

namespace Slipway.Server.UserOperations;

/// <summary><c>/user-operations</c>: what people are asked, and their answers. They are asked by pipelines alone.</summary>
internal static class UserOperationsApi
{
    public static void MapUserOperations(this IEndpointRouteBuilder api)
    {
        api.MapGet("/user-operations", List).Lists();
        api.MapGet("/user-operations/{id:guid}", Get).Needs(Permission.View, Resource.UserOperation);
        api.MapPatch("/user-operations/{id:guid}", Answer).Needs(Permission.RespondToApprovals, Resource.UserOperation);
    }

    private static async Task<IResult> List(HttpRequest request, IUserOperationStore operations, ApiAccess access, CancellationToken cancellationToken) =>
        Listing.Answer(
            await operations.ListAsync(Listing.Query(request, UserOperationFields.All), access.VisibleProjects, cancellationToken),
            operation => UserOperationDocument.Of(operation, access.Caller));

    private static async Task<IResult> Get(Guid id, HttpContext context, IUserOperationStore operations, ApiAccess access, CancellationToken cancellationToken) =>
        await operations.FindAsync(id, cancellationToken) is { } operation
            ? Results.Json(UserOperationDocument.Of(operation, access.Caller))
            : NotFound(context, id);

    /// <summary>Code Stream's <c>UserOpResponse</c>.</summary>
    private static async Task<IResult> Answer(Guid id, UserOpResponse body, HttpContext context, Approvals approvals, ApiAccess access, CancellationToken cancellationToken)
    {
        bool? isApproved = body.Status?.ToUpperInvariant() switch
        {
            "APPROVED" => true,
            "REJECTED" => false,
            _ => null,
        };
        if (isApproved is null)
        {
            return ApiError.BadRequest(context, body.Status is null ? "status: is missing. It is Approved or Rejected." : $"status: '{body.Status}' is not one of: Approved, Rejected.");
        }

        if (ExecutionAnswers.TooLong(context, "responseMessage", body.ResponseMessage) is { } tooLong)
        {
            return tooLong;
        }

        return await approvals.AnswerAsync(id, access.Caller, isApproved.Value, body.ResponseMessage?.Trim() ?? "", cancellationToken) switch
        {
            AnswerResult.Taken taken => Results.Json(UserOperationDocument.Of(taken.Operation, access.Caller)),
            AnswerResult.TooLate late => ApiError.Conflict(context, late.Message),
            AnswerResult.NotAllowed denied => access.Deny((await Resource.UserOperation.ProjectOfAsync(context))!, denied.Message).Answer(context),
            _ => NotFound(context, id),
        };
    }

    private static IResult NotFound(HttpContext context, Guid id) => ApiError.NotFound(context, $"There is no user operation {id}.");

    /// <param name="Status"><c>Approved</c> or <c>Rejected</c>.</param>
    /// <param name="ResponseMessage">Why.</param>
    private sealed record UserOpResponse(string? Status, string? ResponseMessage);
}
