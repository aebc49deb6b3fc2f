using Microsoft.AspNetCore.Http;

namespace Slipway.Registries.Tests.Hooks.StandIns;

/// <summary>Quay with one repository. Of a title it makes as many notifications as it is asked for.</summary>
internal sealed class QuayStandIn() : StandIn("Quay")
{
    private const string Notifications = "/api/v1/repository/acme/web/notification/";

    protected override string UserName => "$oauthtoken";

    protected override Task? Refusal(HttpContext http) => http.Request.Headers.Authorization.ToString() switch
    {
        $"Bearer {Password}" => null,
        $"Bearer {BobsPassword}" => Error(http, 403, "insufficient_scope", "Unauthorized"),
        _ => Error(http, 401, "invalid_token", "Requires authentication"),
    };

    protected override async Task ServeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (!path.StartsWith(Notifications, StringComparison.Ordinal))
        {
            await Error(http, 404, "not_found", "Not Found");
            return;
        }

        switch (http.Request.Method)
        {
            case "GET":
                var chat = new { uuid = "0b", title = "demo", @event = "repo_push", method = "slack", config = new { url = HookUrl.OriginalString }, number_of_failures = 0 };
                await WriteAsync(http, 200, new { notifications = Hooks.Select(Show).Prepend(chat).ToList() });
                break;
            case "POST":
                var asked = await ReadAsync(http);
                _ = asked.GetProperty("eventConfig");
                Hooks.Add(new KeptHook(Guid.NewGuid().ToString(), asked.GetProperty("title").GetString()!, asked.GetProperty("config").GetProperty("url").GetString()!, asked));
                await WriteAsync(http, 201, Show(Hooks[^1]));
                break;
            case "DELETE" when Hooks.RemoveAll(hook => path == $"{Notifications}{hook.Slug}") > 0:
                await WriteAsync(http, 204, "");
                break;
            default:
                await Error(http, 400, "invalid_request", $"No repository notification found for: acme, web, {path[Notifications.Length..]}");
                break;
        }
    }

    private static object Show(KeptHook hook) => new
    {
        uuid = hook.Slug,
        title = hook.Name,
        @event = hook.Asked.GetProperty("event"),
        method = hook.Asked.GetProperty("method"),
        config = new { url = hook.Url },
        event_config = new { },
        number_of_failures = hook.IsOff ? 3 : 2,
    };

    private static Task Error(HttpContext http, int status, string type, string message) =>
        WriteAsync(http, status, new { status, error_message = message, title = type, error_type = type, detail = message });
}
