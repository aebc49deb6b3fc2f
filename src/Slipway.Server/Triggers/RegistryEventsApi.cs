using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Executions;
using Slipway.Triggers.Events;

namespace Slipway.Server.Triggers;

/// <summary><c>/registry-events</c>: what came of each push (Code Stream API, <c>DockerRegistryEvent</c>).</summary>
internal static class RegistryEventsApi
{
    public static void MapRegistryEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/registry-events", async (HttpRequest request, IEventQueries events, ApiAccess access, CancellationToken cancellationToken) =>
            Listing.Answer(await events.ListAsync(Listing.Query(request, EventFields.All), access.VisibleProjects, cancellationToken), Document)).Lists();
        api.MapGet("/registry-events/{id:guid}", async (Guid id, HttpContext context, IEventQueries events, CancellationToken cancellationToken) =>
            await events.FindAsync(id, cancellationToken) is { } line ? Results.Json(Document(line)) : ApiError.NotFound(context, $"There is no event {id}.")).Needs(Permission.View, Resource.Event);
    }

    private static JsonObject Document(RegistryEvent line) => new()
    {
        ["_link"] = $"/codestream/api/registry-events/{line.Id}",
        ["id"] = line.Id.ToString(),
        ["name"] = line.WebhookName,
        ["project"] = line.Project,
        ["pipeline"] = line.Pipeline,
        ["owner"] = line.Owner,
        ["repo"] = line.Image[(line.Image.LastIndexOf('/') + 1)..],
        ["repoNamespace"] = line.Image.Contains('/', StringComparison.Ordinal) ? line.Image[..line.Image.LastIndexOf('/')] : "",
        ["imageName"] = line.Image,
        ["tag"] = line.Tag,
        ["outcome"] = line.Outcome.Wire(),
        ["message"] = line.Message,
        ["executionStatus"] = line.Outcome is EventOutcome.Started or EventOutcome.Failed ? line.Outcome.Wire() : null,
        ["executionIndex"] = line.ExecutionIndex,
        ["executionLink"] = line.Execution is { } execution ? ExecutionDocument.LinkOf(execution) : null,
        ["deliveryId"] = line.Delivery.ToString(),
        ["timeStampInMicros"] = line.ReceivedAt.Micros(),
        ["createdAt"] = line.ReceivedAt.Wire(),
    };
}
