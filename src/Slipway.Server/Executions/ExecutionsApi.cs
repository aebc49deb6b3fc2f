using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Executions;

/// <summary><c>/executions</c>: look at them, steer those that have not ended, and run again or delete those that have ended. They are started through their pipeline.</summary>
internal static class ExecutionsApi
{
    public static void MapExecutions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/executions", List).Lists();
        api.MapGet("/executions/{id:guid}", Get).Needs(Permission.View, Resource.Execution);
        api.MapPost("/executions/{id:guid}", Act).Needs(Permission.Run, Resource.Execution);
        api.MapPatch("/executions/{id:guid}", Tag).Needs(Permission.Run, Resource.Execution);
        api.MapDelete("/executions/{id:guid}", Delete).Needs(Permission.DeleteExecutions, Resource.Execution);
    }

    private static async Task<IResult> List(HttpRequest request, IExecutionQueries executions, ExecutionDocuments documents, ApiAccess access, CancellationToken cancellationToken) =>
        await documents.OfAsync(await executions.ListAsync(Listing.Query(request, ExecutionFields.All), access.VisibleProjects, cancellationToken), cancellationToken);

    private static async Task<IResult> Get(Guid id, HttpContext context, IExecutionQueries executions, ExecutionDocuments documents, CancellationToken cancellationToken) =>
        await executions.FindAsync(new ExecutionId(id), cancellationToken) is { } execution
            ? Results.Json(await documents.OfAsync(execution, cancellationToken))
            : ApiError.NotFound(context, $"There is no execution {id}.");

    private static async Task<IResult> Tag(Guid id, HttpContext context, IExecutionQueries executions, ExecutionDocuments documents, ExecutionSteering steering, TagRequest body, CancellationToken cancellationToken)
    {
        if (await executions.FindAsync(new ExecutionId(id), cancellationToken) is not { } execution)
        {
            return ApiError.NotFound(context, $"There is no execution {id}.");
        }

        if (body.Tags is not { } tags)
        {
            return ApiError.BadRequest(context, "tags: the words to find the execution by are missing; it is all that can be changed. An empty list takes them away.");
        }

        return ExecutionAnswers.Unfit(context, tags) is { } unfit ? unfit
            : await steering.TagAsync(execution, tags, cancellationToken) ? Results.Json(await documents.OfAsync((await executions.FindAsync(execution.Id, cancellationToken))!, cancellationToken))
            : ApiError.NotFound(context, $"There is no execution {id}.");
    }

    /// <summary>Code Stream's <c>?action=</c>: <c>pause</c>, <c>resume</c>, <c>cancel</c>; and <c>rerun</c>, which is ours.</summary>
    private static async Task<IResult> Act(Guid id, HttpContext context, IExecutionQueries executions, ExecutionDocuments documents, ApiAccess access, ExecutionSteering steering, string? action, ActionRequest? body, CancellationToken cancellationToken)
    {
        if (await executions.FindAsync(new ExecutionId(id), cancellationToken) is not { } execution)
        {
            return ApiError.NotFound(context, $"There is no execution {id}.");
        }

        if ((ExecutionAnswers.TooLong(context, "comments", body?.Comments) ?? ExecutionAnswers.TooLong(context, "reason", body?.Reason)) is { } tooLong)
        {
            return tooLong;
        }

        var (caller, which) = (access.Caller, $"Execution {execution.Name}#{execution.Index}");
        switch (action?.ToLowerInvariant())
        {
            case "pause":
                return await DoneAsync(await steering.PauseAsync(execution, caller, cancellationToken), "only one that runs or waits can be paused");
            case "cancel":
                return await DoneAsync(await steering.CancelAsync(execution, caller, body?.Reason?.Trim() ?? "", cancellationToken), "only one that has not ended, and is not being canceled, can be canceled");
            case "resume" when access.Refusal(ExecutionSteering.ToResume(execution), execution.Project, Problem.NotFound($"There is no execution {id}.")) is { } refusal:
                return refusal.Answer(context);
            case "resume":
                return await DoneAsync(await steering.ResumeAsync(execution, caller, cancellationToken), execution is { Status: ExecutionStatus.Waiting, IsHeld: false } ? "it waits for an answer to what a task asks, not for being resumed" : "only one that is paused or waits for an administrator can be resumed");
            case "rerun" when !execution.Status.IsEnded():
                return ApiError.Conflict(context, $"{which} is {execution.Status.Wire()}; only one that has ended can be run again.");
            case "rerun" when body is { Input: not null, FromStage: not null }:
                return ApiError.BadRequest(context, "fromStage: stages that are taken over were run with the input of that execution, so that it cannot be changed. Leave out input or fromStage.");
            case "rerun":
                return ExecutionAnswers.Of(context, await steering.RerunAsync(execution, caller, body?.Input, body?.FromStage, body?.Comments ?? ""), body?.Comments ?? "", Over(execution.InputObject(), body?.Input), [.. execution.Tags]);
            default:
                return ApiError.BadRequest(context, $"action: '{action}' is not one of: pause, resume, cancel, rerun.");
        }

        async Task<IResult> DoneAsync(bool isDone, string rule) => isDone
            ? Results.Json(await documents.OfAsync((await executions.FindAsync(execution.Id, cancellationToken))!, cancellationToken))
            : ApiError.Conflict(context, $"{which} is {execution.Status.Wire()}; {rule}.");
    }

    private static async Task<IResult> Delete(Guid id, HttpContext context, IExecutionQueries executions, ExecutionDocuments documents, IExecutionStore store, CancellationToken cancellationToken)
    {
        if (await executions.FindAsync(new ExecutionId(id), cancellationToken) is not { } execution)
        {
            return ApiError.NotFound(context, $"There is no execution {id}.");
        }

        // Its notices go with it.
        var document = await documents.OfAsync(execution, cancellationToken);
        return await store.RemoveAsync(execution.Id, cancellationToken)
            ? Results.Json(document)
            : ApiError.Conflict(context, $"Execution {execution.Name}#{execution.Index} is {execution.Status.Wire()}; only one that has ended can be deleted.");
    }

    // What is run again keeps the inputs that nobody gives anew.
    private static JsonObject Over(JsonObject own, JsonObject? given)
    {
        foreach (var (name, value) in given ?? [])
        {
            own[name] = value?.DeepClone();
        }

        return own;
    }

    private sealed record TagRequest(string[]? Tags);

    /// <param name="Reason">Why it is canceled.</param>
    /// <param name="Comments">Free text for the execution that runs it again.</param>
    /// <param name="Input">Input values in place of those it had.</param>
    /// <param name="FromStage">The first stage to run again.</param>
    private sealed record ActionRequest(string? Reason, string? Comments, JsonObject? Input, string? FromStage);
}
