using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Slipway.Registries.Hooks;
using Slipway.Registries.Images;
using Slipway.Tasks.Tests.Kubernetes.Cluster;

namespace Slipway.Registries.Tests.Hooks.StandIns;

/// <summary>A hook that a stand-in keeps.</summary>
internal sealed record KeptHook(string Slug, string Name, string Url, JsonElement Asked)
{
    /// <summary>What somebody does to it behind our back.</summary>
    public bool IsOff { get; set; }
}

/// <summary>
/// A registry on a real socket that speaks the documented part of one API, and the registrar as the server wires it, on a clock that stands still.
/// Knows <c>alice</c>, who may, and <c>bob</c>, who may not.
/// </summary>
internal abstract class StandIn(string serverType) : IAsyncDisposable
{
    public const string Password = "open-sesame-1234";
    public const string Secret = "s3cret-t0ken-of-the-hook";

    protected const string BobsPassword = "bobs-pass-word-77";

    private readonly ConcurrentQueue<(string Method, Func<HttpContext, Task> Answer)> wishes = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UnixEpoch.AddYears(60));
    private ScriptedCluster server = null!;
    private ServiceProvider services = null!;

    /// <summary>All of them, by name.</summary>
    public static IEnumerable<string> Names => ["Harbor", "Quay", "Artifactory"];

    public List<KeptHook> Hooks { get; } = [];

    public IReadOnlyList<string> Requests => server.Requests;

    public IHookRegistrar Registrar { get; private set; } = null!;

    public RegistryAccount Account => new(new Uri(server.Address), UserName, Password);

    public RegistryAccount Bob => new(new Uri(server.Address), "bob", BobsPassword);

    public virtual ImageRepository Web => new("registry.example", "acme", "web");

    public Uri HookUrl { get; } = new($"http://127.0.0.1:9/pipelines/api/docker-hub-webhooks?secureToken={Secret}");

    protected virtual string UserName => "alice";

    public static async Task<StandIn> StartAsync(string serverType)
    {
        StandIn standIn = serverType switch
        {
            "Harbor" => new HarborStandIn(),
            "Quay" => new QuayStandIn(),
            _ => new ArtifactoryStandIn(),
        };
        await standIn.ServeAsync();
        return standIn;
    }

    public Task<HookResult> CreateAsync(CancellationToken cancellationToken) => Registrar.CreateAsync(Account, Web, "demo", HookUrl, cancellationToken);

    /// <summary>Answers the next request of that method so, and not at all as the registry would.</summary>
    public void Answer(string method, int status, string body, params (string Name, string Value)[] headers) =>
        wishes.Enqueue((method, http => WriteAsync(http, status, body, headers)));

    /// <summary>Answers the next request of that method so.</summary>
    public void Answer(string method, Func<HttpContext, Task> answer) => wishes.Enqueue((method, answer));

    /// <summary>Does what the next request of that method asks for, and lets the answer be lost.</summary>
    public void LoseAnswer(string method) => wishes.Enqueue((method, async http =>
    {
        var kept = http.Response.Body;
        http.Response.Body = Stream.Null;
        await RouteAsync(http);
        http.Response.Body = kept;
        http.Abort();
    }
    ));

    public void Advance(TimeSpan time) => clock.Advance(time);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
    }

    /// <summary>401 or 403 as this registry words it; null when who asks may.</summary>
    protected abstract Task? Refusal(HttpContext http);

    protected abstract Task ServeAsync(HttpContext http);

    protected static Task WriteAsync(HttpContext http, int status, string body, params (string Name, string Value)[] headers)
    {
        http.Response.StatusCode = status;
        if (status == StatusCodes.Status204NoContent)
        {
            return Task.CompletedTask;
        }

        http.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
        {
            http.Response.Headers.Append(name, value);
        }

        return http.Response.WriteAsync(body);
    }

    protected static Task WriteAsync(HttpContext http, int status, object body) => WriteAsync(http, status, JsonSerializer.Serialize(body));

    protected static async Task<JsonElement> ReadAsync(HttpContext http) => (await JsonDocument.ParseAsync(http.Request.Body)).RootElement.Clone();

    protected static string? BasicPassword(HttpContext http, string user)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var text = header.StartsWith("Basic ", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])) : "";
        return text.StartsWith($"{user}:", StringComparison.Ordinal) ? text[(user.Length + 1)..] : null;
    }

    private async Task ServeAsync()
    {
        server = await ScriptedCluster.StartAsync(http => wishes.TryPeek(out var wish) && wish.Method == http.Request.Method && wishes.TryDequeue(out wish) ? wish.Answer(http) : RouteAsync(http));
        services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddRegistryHooks().BuildServiceProvider();
        Registrar = services.GetServices<IHookRegistrar>().Single(registrar => registrar.ServerType == serverType);
    }

    private Task RouteAsync(HttpContext http) => Refusal(http) ?? ServeAsync(http);
}
