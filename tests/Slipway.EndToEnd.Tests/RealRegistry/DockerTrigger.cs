using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Registries.Tests.RealRegistry;

namespace Slipway.EndToEnd.Tests.RealRegistry;

/// <summary>A registry of its own, and a webhook that watches <c>acme/web</c> there and wants proof of every push.</summary>
internal sealed class DockerTrigger : IAsyncDisposable
{
    public const string Repository = "acme/web";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Func<SlipwayClient> client;
    private readonly string webhook;

    private DockerTrigger(Func<SlipwayClient> client, DebianRegistry registry, string app, string webhook)
    {
        this.client = client;
        this.webhook = webhook;
        Registry = registry;
        App = app;
    }

    public DebianRegistry Registry { get; }

    /// <summary>The name of what is deployed.</summary>
    public string App { get; }

    /// <summary>The repository with its registry, as events and inputs name it.</summary>
    public string Image => $"{Registry.Host}/{Repository}";

    public string WebhookLink => webhook;

    /// <summary>Sets it up through the API, as a person would.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="client">Who asks, at this moment: it may be another one after a restart.</param>
    /// <param name="setUp">The registry's. Whom it tells is filled in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="between">Puts something between the registry and the server: from the hook's address to the one that the registry is told.</param>
    /// <param name="endpoint">More properties of the endpoint.</param>
    public static async Task<DockerTrigger> CreateAsync(
        Uri server, Func<SlipwayClient> client, RegistrySetUp setUp, CancellationToken cancellationToken, Func<Uri, Uri>? between = null, JsonObject? endpoint = null)
    {
        var app = string.Create(CultureInfo.InvariantCulture, $"web-{Guid.NewGuid():n}");
        var token = $"a-secure-token-for-{app}";
        var hook = new Uri(server, $"/pipelines/api/docker-hub-webhooks?secureToken={token}");
        var registry = await DebianRegistry.StartAsync(setUp with { Tells = between?.Invoke(hook) ?? hook }, cancellationToken);
        try
        {
            var properties = endpoint ?? [];
            properties["serverType"] = "Registry";
            properties["repoUrl"] = $"{registry.Address}/{Repository}";
            await client().PostAsync("/codestream/api/endpoints", new JsonObject { ["project"] = DeployingServer.Project, ["name"] = app, ["type"] = "dockerRegistry", ["properties"] = properties }, cancellationToken);
            var made = await client().PostAsync("/codestream/api/registry-webhooks", new JsonObject
            {
                ["project"] = DeployingServer.Project,
                ["name"] = app,
                ["endpoint"] = app,
                ["pipeline"] = DeployingServer.Pipeline,
                ["input"] = new JsonObject { ["app"] = app },
                ["secretToken"] = token,
                ["proof"] = "REQUIRED",
            }, cancellationToken);
            return new DockerTrigger(client, registry, app, made["_link"]!.GetValue<string>());
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>Looks after the webhook now.</summary>
    public Task<JsonObject> CheckAsync(CancellationToken cancellationToken) => client().PostAsync($"{webhook}/check", [], cancellationToken);

    /// <summary>The lines of this webhook, the oldest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> LinesAsync(CancellationToken cancellationToken) =>
        [.. (await client().ListAsync($"/codestream/api/registry-events?$top=1000&$filter=name eq '{App}'", cancellationToken)).Reverse()];

    /// <summary>The lines of this webhook, once there are so many, the oldest first.</summary>
    public Task<IReadOnlyList<JsonObject>> LinesAsync(int count, CancellationToken cancellationToken) =>
        Eventually.Get(() => LinesAsync(cancellationToken), lines => lines.Count >= count, Deadline, cancellationToken);

    /// <summary>The lines of this webhook that tell of a push of a tag, once there are so many, the oldest first.</summary>
    public Task<IReadOnlyList<JsonObject>> PushesAsync(int count, CancellationToken cancellationToken) => Eventually.Get(
        async () => (IReadOnlyList<JsonObject>)[.. (await LinesAsync(cancellationToken)).Where(line => Text(line, "tag").Length > 0)],
        lines => lines.Count >= count,
        Deadline,
        cancellationToken);

    /// <summary>The execution that a line tells of, once it has ended.</summary>
    public Task<JsonObject> EndedAsync(JsonObject line, CancellationToken cancellationToken) => Eventually.Get(
        () => client().GetAsync(Text(line, "executionLink"), cancellationToken),
        execution => Text(execution, "status") is "COMPLETED" or "FAILED",
        Deadline,
        cancellationToken);

    /// <summary>All executions that this webhook has started.</summary>
    public async Task<IReadOnlyList<JsonObject>> ExecutionsAsync(CancellationToken cancellationToken)
    {
        var all = await client().ListAsync("/codestream/api/executions?$top=1000&expand=true", cancellationToken);
        return [.. all.Where(execution => Text(execution, "comments").Contains($"'{App}'", StringComparison.Ordinal))];
    }

    /// <summary>The line started an execution that has all that the registry says of the image, and ran it to a good end.</summary>
    public async Task ShouldRunAsync(JsonObject line, string tag, string digest, CancellationToken cancellationToken)
    {
        (Text(line, "outcome"), Text(line, "tag"), Text(line, "digest")).ShouldBe(("STARTED", tag, digest), Text(line, "message"));
        var execution = await EndedAsync(line, cancellationToken);
        Text(execution, "status").ShouldBe("COMPLETED", Text(execution, "statusMessage"));
        var input = execution["input"]!;
        (Text(input, "DOCKER_IMAGE"), Text(input, "DOCKER_TAG"), Text(input, "DOCKER_DIGEST"), Text(input, "DOCKER_IMAGE_REF")).ShouldBe((Image, tag, digest, $"{Image}@{digest}"));
    }

    public ValueTask DisposeAsync() => Registry.DisposeAsync();

    public static string Text(JsonNode node, string name) => node[name]?.ToString() ?? "";
}
