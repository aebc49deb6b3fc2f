using Microsoft.AspNetCore.Http;
using Slipway.Registries.Images;

namespace Slipway.Registries.Tests.Hooks.StandIns;

/// <summary>A JFrog Platform that has subscriptions of others besides, and takes a password or the same as an access token.</summary>
internal sealed class ArtifactoryStandIn() : StandIn("Artifactory")
{
    private const string Subscriptions = "/event/api/v1/subscriptions";

    public override ImageRepository Web => new("registry.example", "docker-local/acme", "web");

    protected override Task? Refusal(HttpContext http) =>
        BasicPassword(http, "alice") == Password || http.Request.Headers.Authorization.ToString().StartsWith("Bearer eyJ", StringComparison.Ordinal) ? null
        : BasicPassword(http, "bob") == BobsPassword ? Error(http, 403, "Forbidden")
        : Error(http, 401, "Bad credentials");

    protected override async Task ServeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        switch (http.Request.Method)
        {
            case "GET" when path == Subscriptions:
                var others = new object[]
                {
                    new { key = "QaAudit", enabled = true, event_filter = new { domain = "artifact", event_types = new[] { "deployed" }, criteria = new { anyLocal = true } }, handlers = new[] { new { handler_type = "webhook", url = HookUrl.OriginalString, secret = "tell no one" } } },
                    new { key = "elsewhere", enabled = true, event_filter = new { domain = "docker", event_types = new[] { "pushed" }, criteria = new { anyLocal = false, repoKeys = new[] { "other-local" } } }, handlers = Array.Empty<object>() },
                };
                await WriteAsync(http, 200, others.Concat(Hooks.Select(Show)).ToList());
                break;
            case "POST" when path == Subscriptions:
                var asked = await ReadAsync(http);
                var key = asked.GetProperty("key").GetString()!;
                if (Hooks.Any(hook => hook.Name == key))
                {
                    await Error(http, 409, $"Subscription with key {key} already exists");
                    break;
                }

                Hooks.Add(new KeptHook(key, key, asked.GetProperty("handlers")[0].GetProperty("url").GetString()!, asked));
                await WriteAsync(http, 201, Show(Hooks[^1]));
                break;
            case "DELETE" when Hooks.RemoveAll(hook => path == $"{Subscriptions}/{hook.Slug}") > 0:
                await WriteAsync(http, 204, "");
                break;
            default:
                await Error(http, 404, "Subscription not found");
                break;
        }
    }

    private static object Show(KeptHook hook) => new
    {
        key = hook.Slug,
        enabled = !hook.IsOff,
        event_filter = hook.Asked.GetProperty("event_filter"),
        handlers = new[] { new { handler_type = "webhook", url = hook.Url, secret = "********" } },
    };

    private static Task Error(HttpContext http, int status, string message) => WriteAsync(http, status, new { errors = new[] { new { status, message } } });
}
