using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Slipway.Registries.Images;

namespace Slipway.Registries.Tests.Hooks.StandIns;

/// <summary>Harbor 2.x with one project, whose name is all digits so that only the right header finds it, and which need not keep queries.</summary>
internal sealed class HarborStandIn() : StandIn("Harbor")
{
    private const string Policies = "/api/v2.0/projects/2024/webhook/policies";

    private int last = 6;

    /// <summary>Whether addresses lose their query, as Harbor's source means them to.</summary>
    public bool CutsQueries { get; set; }

    /// <summary>Whether what hooks bring is shown as asterisks.</summary>
    public bool MasksHeaders { get; set; }

    public override ImageRepository Web => new("registry.example", "2024/team", "web");

    protected override Task? Refusal(HttpContext http) =>
        BasicPassword(http, "alice") == Password ? null
        : BasicPassword(http, "bob") == BobsPassword ? Error(http, 403, "FORBIDDEN", "forbidden")
        : Error(http, 401, "UNAUTHORIZED", "unauthorized");

    protected override async Task ServeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (http.Request.Headers["X-Is-Resource-Name"] != "true" || !path.StartsWith(Policies, StringComparison.Ordinal))
        {
            await Error(http, 404, "NOT_FOUND", "project not found");
            return;
        }

        switch (http.Request.Method)
        {
            case "GET":
                var (page, size) = (int.Parse(http.Request.Query["page"]!, CultureInfo.InvariantCulture), int.Parse(http.Request.Query["page_size"]!, CultureInfo.InvariantCulture));
                await WriteAsync(http, 200, Hooks.Skip((page - 1) * size).Take(size).Select(Show).ToList());
                break;
            case "POST":
                var asked = await ReadAsync(http);
                var name = asked.GetProperty("name").GetString()!;
                if (Hooks.Any(hook => hook.Name == name))
                {
                    await Error(http, 409, "CONFLICT", $"webhook policy {name} already exists");
                    break;
                }

                var url = asked.GetProperty("targets")[0].GetProperty("address").GetString()!;
                var id = (++last).ToString(CultureInfo.InvariantCulture);
                Hooks.Add(new KeptHook(id, name, CutsQueries ? url.Split('?')[0] : url, asked));
                await WriteAsync(http, 201, "", ("Location", $"{Policies}/{id}"));
                break;
            case "DELETE" when Hooks.RemoveAll(hook => path == $"{Policies}/{hook.Slug}") > 0:
                await WriteAsync(http, 200, "");
                break;
            default:
                await Error(http, 404, "NOT_FOUND", "webhook policy not found");
                break;
        }
    }

    private object Show(KeptHook hook)
    {
        var target = hook.Asked.GetProperty("targets")[0];
        return new
        {
            id = int.Parse(hook.Slug, CultureInfo.InvariantCulture),
            name = hook.Name,
            project_id = 3,
            enabled = !hook.IsOff,
            event_types = hook.Asked.GetProperty("event_types"),
            targets = new[]
            {
                new { type = target.GetProperty("type"), address = hook.Url, auth_header = MasksHeaders ? "******" : target.GetProperty("auth_header").GetString(), skip_cert_verify = false },
            },
        };
    }

    private static Task Error(HttpContext http, int status, string code, string message) =>
        WriteAsync(http, status, JsonSerializer.Serialize(new { errors = new[] { new { code, message } } }));
}
