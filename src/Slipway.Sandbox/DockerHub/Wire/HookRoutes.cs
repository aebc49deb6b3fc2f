using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Slipway.Sandbox.DockerHub.Wire;

/// <summary><c>webhook_pipeline</c>: undocumented by Docker, read from its clients.</summary>
internal static class HookRoutes
{
    private const int MaxUrlLength = 255;

    public static void MapHooks(this IEndpointRouteBuilder app, HubState state)
    {
        var hooks = app.MapGroup("/v2/repositories/{owner}/{name}/webhook_pipeline").AddEndpointFilter(async (context, next) =>
            Refusal(state, context.HttpContext) ?? await next(context));

        hooks.MapPost("/", (HttpRequest request, string owner, string name, NewPipeline body) =>
            Create(state, state.Find($"{owner}/{name}")!, state.Accounts.Bearer(request.Headers.Authorization)!, body));

        hooks.MapGet("/", (HttpRequest request, string owner, string name) =>
            HubPage.Of(request, state.Find($"{owner}/{name}")!.Hooks, Show));

        hooks.MapGet("/{slug}", (string owner, string name, string slug) =>
            state.Find($"{owner}/{name}")!.Hooks.Find(h => h.Slug == slug) is { } hook ? Results.Json(Show(hook)) : HubAnswers.NotFound());

        hooks.MapDelete("/{slug}", (string owner, string name, string slug) =>
            state.Find($"{owner}/{name}")!.RemoveHook(slug) ? Results.NoContent() : HubAnswers.NotFound());

        hooks.MapGet("/{slug}/history", (HttpRequest request, string owner, string name, string slug) =>
            state.Find($"{owner}/{name}")! is var repository && repository.Hooks.Exists(h => h.Slug == slug)
                ? HubPage.Of(request, repository.History(slug), Show)
                : HubAnswers.NotFound());
    }

    private static IResult? Refusal(HubState state, HttpContext context)
    {
        var route = context.Request.RouteValues;
        var repository = state.FindVisible(context.Request, (string)route["owner"]!, (string)route["name"]!, out var user);
        return user is null ? HubAnswers.NotSignedIn()
            : repository is null ? HubAnswers.NotFound()
            : user.MayAdminister(repository) ? null
            : HubAnswers.Forbidden();
    }

    private static IResult Create(HubState state, HubRepository repository, HubUser user, NewPipeline body)
    {
        if (string.IsNullOrWhiteSpace(body.Name))
        {
            return HubAnswers.BadField("name", "This field is required.");
        }

        if (body.Webhooks is not [{ HookUrl: { } address }])
        {
            return HubAnswers.BadField("webhooks", "This field is required.");
        }

        if (address.Length > MaxUrlLength)
        {
            return HubAnswers.BadHook($"Ensure this field has no more than {MaxUrlLength} characters.");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            return HubAnswers.BadHook("Enter a valid URL.");
        }

        var slug = $"{Slug(body.Name)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        var hook = new HubHook(slug, body.Name, url, body.ExpectFinalCallback, user.Name, state.Time.GetUtcNow());
        return repository.TryAdd(hook)
            ? Results.Json(Show(hook), statusCode: 201)
            : HubAnswers.BadField("name", "Webhook pipeline with this name already exists.");
    }

    private static string Slug(string name) =>
        string.Concat(name.Take(40).Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));

    private static object Show(HubHook hook) => new
    {
        name = hook.Name,
        slug = hook.Slug,
        expect_final_callback = hook.ExpectFinalCallback,
        creator = hook.Creator,
        created = hook.Created,
        last_updated = hook.Created,
        webhooks = new[] { new { name = hook.Name, hook_url = hook.Url.OriginalString, created = hook.Created, last_updated = hook.Created } },
    };

    private static object Show(HubDelivery delivery) => new
    {
        id = delivery.Id,
        created = delivery.At,
        image = delivery.Image,
        status_code = delivery.Answer.Status,
        error = delivery.Answer.Error,
        state = delivery.Answer.IsSuccess ? "success" : "failure",
    };

    private sealed record NewPipeline(
        string? Name,
        [property: JsonPropertyName("expect_final_callback")] bool ExpectFinalCallback,
        NewHook[]? Webhooks);

    private sealed record NewHook(string? Name, [property: JsonPropertyName("hook_url")] string? HookUrl);
}
