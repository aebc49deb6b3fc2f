using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orleans;
using Slipway.Projects.Access;
using Slipway.Registries.Images;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Triggers.Deciding;
using Slipway.Triggers.Events;
using Slipway.Triggers.Upkeep;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Triggers;

/// <summary>What can be done with a webhook beside changing it: try a push on it, look after it now, and ask what to tell the registry. Ours.</summary>
internal static class WebhookActionsApi
{
    public static void MapWebhookActions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/registry-webhooks/{id:guid}/test", Test).Needs(Permission.ManageTriggers, Resource.Webhook);
        api.MapPost("/registry-webhooks/{id:guid}/check", Check).Needs(Permission.ManageTriggers, Resource.Webhook);
        api.MapGet("/registry-webhooks/{id:guid}/hook", Hook).Needs(Permission.ManageTriggers, Resource.Webhook);
    }

    private static async Task<IResult> Test(Guid id, JsonObject body, HttpContext context, IWebhookStore webhooks, Rehearsal rehearsal, CancellationToken cancellationToken)
    {
        if (await webhooks.FindAsync(id, cancellationToken) is not { } webhook)
        {
            return ApiError.NotFound(context, $"There is no webhook {id}.");
        }

        var text = body["image"]?.ToString() ?? "";
        return ImageReference.TryParse(text, out var image, out var problem)
            ? Results.Json(Shown(await rehearsal.RunAsync(webhook, image, cancellationToken)))
            : ApiError.BadRequest(context, $"image: {problem}");
    }

    private static async Task<IResult> Check(Guid id, HttpContext context, IGrainFactory grains, IWebhookStore webhooks, IWebhookHealthStore healths, CancellationToken cancellationToken)
    {
        if (await webhooks.FindAsync(id, cancellationToken) is null)
        {
            return ApiError.NotFound(context, $"There is no webhook {id}.");
        }

        await grains.GetGrain<IWebhookUpkeepGrain>(id).LookAfterNow();
        return Results.Json(WebhookDocuments.Of((await healths.FindAsync([id], cancellationToken)).GetValueOrDefault(id) ?? new WebhookHealth { Webhook = id }));
    }

    private static async Task<IResult> Hook(Guid id, HttpContext context, IWebhookStore webhooks, HookGuide guide, CancellationToken cancellationToken)
    {
        if (await webhooks.FindAsync(id, cancellationToken) is not { } webhook)
        {
            return ApiError.NotFound(context, $"There is no webhook {id}.");
        }

        var hook = await guide.OfAsync(webhook, cancellationToken);
        return Results.Json(new JsonObject
        {
            ["url"] = hook.Url.AbsoluteUri,
            ["isMadeBySlipway"] = hook.IsMadeBySlipway,
            ["slug"] = webhook.Slug,
            ["where"] = hook.Setup.Where,
            ["paste"] = hook.Setup.Text,
        });
    }

    private static JsonObject Shown(Rehearsed rehearsed) => new()
    {
        ["outcome"] = rehearsed.Outcome.Wire(),
        ["message"] = rehearsed.Message,
        ["imageMatches"] = rehearsed.ImageMatches,
        ["tagMatches"] = rehearsed.TagMatches,
        ["proof"] = rehearsed.Proof,
        ["runsAs"] = rehearsed.RunsAs,
        ["input"] = rehearsed.Execution is { } execution ? new JsonObject(execution.Input.Select(input => KeyValuePair.Create(input.Key, input.Value?.DeepClone()))) : null,
        ["tasks"] = rehearsed.Execution is { } previewed
            ? new JsonArray([.. previewed.Tasks.Select(task => new JsonObject
            {
                ["stage"] = task.Stage,
                ["task"] = task.Task,
                ["type"] = task.Type,
                ["input"] = task.Input?.DeepClone(),
                ["open"] = new JsonArray([.. task.Open.Select(open => JsonValue.Create(open))]),
            })])
            : null,
    };
}
