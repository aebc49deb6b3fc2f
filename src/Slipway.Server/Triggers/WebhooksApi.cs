using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Triggers;

/// <summary><c>/registry-webhooks</c>: make, look at, switch, delete (Code Stream API, <c>DockerRegistryWebHook</c>).</summary>
internal static class WebhooksApi
{
    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/registry-webhooks", async (HttpRequest request, IWebhookStore store, ApiAccess access, CancellationToken cancellationToken) =>
            Listing.Answer(await store.ListAsync(Listing.Query(request, WebhookFields.All), access.VisibleProjects, cancellationToken), Document)).Lists();
        api.MapPost("/registry-webhooks", Create).NeedsInBody(Permission.ManageTriggers);
        api.MapGet("/registry-webhooks/{id:guid}", async (Guid id, HttpContext context, IWebhookStore store, CancellationToken cancellationToken) =>
            await store.FindAsync(id, cancellationToken) is { } webhook ? Results.Json(Document(webhook)) : NotFound(context)).Needs(Permission.View, Resource.Webhook);
        api.MapGet("/registry-webhooks/{project}/{name}", async (string project, string name, HttpContext context, IWebhookStore store, CancellationToken cancellationToken) =>
            (await store.ListAsync(cancellationToken)).FirstOrDefault(webhook => webhook.Project == project && webhook.Name == name) is { } webhook
                ? Results.Json(Document(webhook))
                : NotFound(context)).Needs(Permission.View, Resource.Webhook);
        api.MapPatch("/registry-webhooks/{id:guid}", async (Guid id, Switch body, HttpContext context, WebhookRegistration webhooks, CancellationToken cancellationToken) =>
            Answer(context, await webhooks.EnableAsync(id, body.Enabled, cancellationToken))).Needs(Permission.ManageTriggers, Resource.Webhook);
        api.MapDelete("/registry-webhooks/{id:guid}", async (Guid id, HttpContext context, WebhookRegistration webhooks, CancellationToken cancellationToken) =>
            Answer(context, await webhooks.DeleteAsync(id, cancellationToken))).Needs(Permission.ManageTriggers, Resource.Webhook);
    }

    private static async Task<IResult> Create(Body body, HttpContext context, IProjectStore projects, WebhookRegistration webhooks, ApiAccess access, CancellationToken cancellationToken)
    {
        if (Names.Check(body.Name) is { } wrong)
        {
            return ApiError.BadRequest(context, wrong);
        }

        var project = await projects.FindAsync(body.Project ?? "", cancellationToken);
        if (access.Refusal(context, Permission.ManageTriggers, project?.Name, () => ApiError.BadRequest(context, $"project: there is no project '{body.Project}'.")) is { } refusal)
        {
            return refusal;
        }

        var spec = new WebhookSpec
        {
            Project = project!.Name,
            Name = body.Name!,
            Description = body.Description ?? "",
            Endpoint = body.Endpoint ?? "",
            Pipeline = body.Pipeline ?? "",
            Input = body.Input ?? [],
            ImageNamePattern = body.ImageNameRegExPattern ?? "",
            TagPattern = body.TagNamePattern ?? "",
            Enabled = body.Enabled ?? true,
            SecretToken = body.SecretToken,
        };
        return Answer(context, await webhooks.CreateAsync(spec, context.User.Identity!.Name!, cancellationToken));
    }

    private static IResult Answer(HttpContext context, WebhookResult result) => result switch
    {
        WebhookResult.Done done => Results.Json(Document(done.Webhook)),
        WebhookResult.Invalid invalid => ApiError.BadRequest(context, $"{invalid.Field}: {invalid.Message}"),
        WebhookResult.NameTaken taken => ApiError.Conflict(context, taken.Message),
        WebhookResult.RegistryRefused refused => ApiError.Of(context, StatusCodes.Status502BadGateway, refused.Message),
        WebhookResult.NotFound => NotFound(context),
        _ => throw new InvalidOperationException($"Registration answered {result}."),
    };

    private static IResult NotFound(HttpContext context) => ApiError.NotFound(context, "There is no such webhook.");

    private static JsonObject Document(DockerWebhook webhook) => new()
    {
        ["_link"] = $"/codestream/api/registry-webhooks/{webhook.Id}",
        ["id"] = webhook.Id.ToString(),
        ["project"] = webhook.Project,
        ["name"] = webhook.Name,
        ["description"] = webhook.Description,
        ["endpoint"] = webhook.Endpoint,
        ["serverType"] = webhook.ServerType,
        ["repoName"] = webhook.Repository.ToString(),
        ["pipeline"] = webhook.Pipeline,
        ["input"] = new JsonObject(webhook.Input.Select(input => KeyValuePair.Create(input.Key, input.Value?.DeepClone()))),
        ["imageNameRegExPattern"] = webhook.ImageNamePattern,
        ["tagNamePattern"] = webhook.TagPattern,
        ["enabled"] = webhook.Enabled,
        ["slug"] = webhook.Slug,
        ["externalListenerLink"] = $"/codestream/api/registry-webhook-listeners/{webhook.Id}",
        ["createdBy"] = webhook.Owner,
        ["createdAt"] = webhook.CreatedAt.Wire(),
        ["updatedAt"] = webhook.UpdatedAt.Wire(),
    };

    private sealed record Switch(bool Enabled);

    private sealed record Body(
        string? Project,
        string? Name,
        string? Description,
        string? Endpoint,
        string? Pipeline,
        OrderedDictionary<string, JsonNode?>? Input,
        string? ImageNameRegExPattern,
        string? TagNamePattern,
        bool? Enabled,
        string? SecretToken);
}
