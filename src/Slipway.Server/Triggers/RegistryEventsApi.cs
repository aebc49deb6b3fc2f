using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;

namespace Slipway.Server.Triggers;

/// <summary><c>/registry-events</c>: what came of each push, what the registry had sent, and doing it again.</summary>
internal static class RegistryEventsApi
{
    private const int MostReplayed = 100;

    public static void MapRegistryEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/registry-events", async (HttpRequest request, IEventQueries events, ApiAccess access, CancellationToken cancellationToken) =>
            Listing.Answer(await events.ListAsync(Listing.Query(request, EventFields.All), access.VisibleProjects, cancellationToken), EventDocuments.Of)).Lists();
        api.MapGet("/registry-events/{id:guid}", async (Guid id, HttpContext context, IEventQueries events, CancellationToken cancellationToken) =>
            await events.FindAsync(id, cancellationToken) is { } line ? Results.Json(EventDocuments.Of(line)) : NoEvent(id).Answer(context)).Needs(Permission.View, Resource.Event);
        api.MapGet("/registry-events/{id:guid}/delivery", Delivered).Needs(Permission.View, Resource.Event);
        api.MapPost("/registry-events/{id:guid}/replay", ReplayOne).Needs(Permission.ManageTriggers, Resource.Event);
        api.MapPost("/registry-events/replay", ReplayMany).NeedsInBody(Permission.ManageTriggers);
    }

    private static async Task<IResult> Delivered(Guid id, HttpContext context, IEventQueries events, IDeliveryStore deliveries, CancellationToken cancellationToken) =>
        await events.FindAsync(id, cancellationToken) is { } line && await deliveries.FindAsync(line.Delivery, cancellationToken) is { } delivery
            ? Results.Json(EventDocuments.Of(delivery))
            : ApiError.NotFound(context, $"Event {id} has no delivery: it tells of the webhook itself, or the delivery is too old.");

    private static async Task<IResult> ReplayOne(Guid id, HttpContext context, IEventQueries events, Replays replays, CancellationToken cancellationToken) =>
        await events.FindAsync(id, cancellationToken) is not { } line ? NoEvent(id).Answer(context)
        : await replays.RunAsync(line, cancellationToken) switch
        {
            ({ } delivery, _) => Results.Json(Replayed(line, delivery), statusCode: StatusCodes.Status202Accepted),
            (_, var problem) => problem!.Answer(context),
        };

    private static async Task<IResult> ReplayMany(JsonObject body, HttpContext context, IEventQueries events, Replays replays, ApiAccess access, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        foreach (var item in body["ids"] as JsonArray ?? [])
        {
            if (!Guid.TryParse(item?.ToString(), out var id))
            {
                return ApiError.BadRequest(context, $"ids: '{item}' is no id of an event.");
            }

            ids.Add(id);
        }

        if (ids.Count is 0 or > MostReplayed)
        {
            return ApiError.BadRequest(context, $"ids: must be a list of 1 to {MostReplayed} ids of events; there are {ids.Count}.");
        }

        var lines = new List<RegistryEvent>();
        foreach (var id in ids.Distinct())
        {
            var line = await events.FindAsync(id, cancellationToken);
            if (access.Refusal(Permission.ManageTriggers, line?.Project, NoEvent(id)) is { } refusal)
            {
                return refusal.Answer(context);
            }

            lines.Add(line!);
        }

        var answers = new JsonArray();
        foreach (var line in lines.OrderBy(line => line.ReceivedAt))
        {
            var (delivery, problem) = await replays.RunAsync(line, cancellationToken);
            answers.Add(delivery is { } id ? Replayed(line, id) : new JsonObject { ["event"] = line.Id.ToString(), ["message"] = problem!.Message });
        }

        return Results.Json(new JsonObject { ["replayed"] = answers }, statusCode: StatusCodes.Status202Accepted);
    }

    private static JsonObject Replayed(RegistryEvent line, Guid delivery) => new() { ["event"] = line.Id.ToString(), ["delivery"] = delivery.ToString() };

    private static Problem NoEvent(Guid id) => Problem.NotFound($"There is no event {id}.");
}
