using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Sandbox.DockerHub;
using Slipway.Sandbox.Kubernetes;

namespace Slipway.Server.Tests;

/// <summary>A whole server on a real port and a real file, between a local Docker Hub and a local Kubernetes.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Password = "a password for tests";
    public const string HubPassword = "a docker hub token for tests";
    public const string SecureToken = "a-secure-token-for-tests";
    public const string Repository = "svendowideit/testhook";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-server-");
    private WebApplication app = null!;
    private ServerOptions options = null!;

    public DockerHubSandbox Hub { get; private set; } = null!;

    public KubernetesSandbox Cluster { get; private set; } = null!;

    public SlipwayClient Client { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public DirectoryInfo Data => data;

    public Uri HookUrl => new(Http.BaseAddress!, $"/pipelines/api/docker-hub-webhooks?secureToken={SecureToken}");

    /// <summary>Docker Hub's clock. It tells seconds only, so that two pushes of one tag in one second would be one.</summary>
    public FakeTimeProvider HubClock { get; private init; } = null!;

    /// <summary>Pushes a tag of <see cref="Repository"/>, a second after the one before.</summary>
    public Task<PushResult> PushAsync(string tag, CancellationToken cancellationToken)
    {
        HubClock.Advance(TimeSpan.FromSeconds(1));
        return Hub.PushAsync($"{Repository}:{tag}", cancellationToken);
    }

    public static async Task<TestServer> StartAsync(CancellationToken cancellationToken, string? database = null, Func<ServerOptions, ServerOptions>? change = null)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow - TimeSpan.FromMinutes(10));
        var server = new TestServer
        {
            HubClock = clock,
            Hub = await DockerHubSandbox.StartAsync(new DockerHubSandboxOptions { TimeProvider = clock }, cancellationToken),
            Cluster = await KubernetesSandbox.StartAsync(new KubernetesSandboxOptions { StepDelay = TimeSpan.FromMilliseconds(5) }, cancellationToken),
        };
        server.Hub.AddUser("acme", HubPassword);
        server.Hub.AddRepository(Repository);
        server.options = (change ?? (options => options))(new ServerOptions { DataDirectory = server.data.FullName, Database = database, Url = "http://127.0.0.1:0", AdministratorPassword = Password });
        await server.StartAppAsync(cancellationToken);
        return server;
    }

    /// <summary>Stops the server and starts it anew, told something else.</summary>
    public async Task RestartAsync(Func<ServerOptions, ServerOptions> change, CancellationToken cancellationToken)
    {
        Client.Dispose();
        Http.Dispose();
        await app.StopAsync(cancellationToken);
        await app.DisposeAsync();
        options = change(options);
        await StartAppAsync(cancellationToken);
    }

    private async Task StartAppAsync(CancellationToken cancellationToken)
    {
        app = await SlipwayServer.BuildAsync(options, cancellationToken);
        await app.StartAsync(cancellationToken);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Client = await SlipwayClient.SignInAsync(Http.BaseAddress, "admin", Password, cancellationToken);
    }

    /// <summary>A server with project, endpoints, pipeline and webhook for <see cref="Repository"/>.</summary>
    public static async Task<TestServer> StartWithWebhookAsync(CancellationToken cancellationToken, string? database = null)
    {
        var server = await StartAsync(cancellationToken, database);
        await server.SetUpAsync(cancellationToken);
        await server.CreateWebhookAsync(cancellationToken);
        return server;
    }

    public async Task SetUpAsync(CancellationToken cancellationToken)
    {
        await Client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = "acme" }, cancellationToken);
        await Client.PostAsync("/codestream/api/endpoints", new JsonObject
        {
            ["project"] = "acme",
            ["name"] = "Cluster",
            ["type"] = "k8s",
            ["properties"] = new JsonObject
            {
                ["kubernetesURL"] = Cluster.Address.ToString(),
                ["token"] = Cluster.Token,
                ["certAuthorityData"] = Cluster.CertificateAuthority,
            },
        }, cancellationToken);
        await Client.PostAsync("/codestream/api/endpoints", new JsonObject
        {
            ["project"] = "acme",
            ["name"] = "Hub",
            ["type"] = "dockerRegistry",
            ["properties"] = new JsonObject
            {
                ["serverType"] = "DockerHub",
                ["repoUrl"] = $"https://hub.docker.com/repository/docker/{Repository}",
                ["username"] = "acme",
                ["password"] = HubPassword,
                ["apiUrl"] = Hub.Address.ToString(),
            },
        }, cancellationToken);
        await Client.ImportAsync(Deploy, cancellationToken);
    }

    public Task<JsonObject> CreateWebhookAsync(CancellationToken cancellationToken, string name = "testhook") =>
        Client.PostAsync("/codestream/api/registry-webhooks", WebhookBody(name), cancellationToken);

    public static JsonObject WebhookBody(string name) => new()
    {
        ["project"] = "acme",
        ["name"] = name,
        ["endpoint"] = "Hub",
        ["pipeline"] = "Deploy",
        ["secretToken"] = SecureToken,

        // Most tests deliver what nobody has pushed.
        ["proof"] = "OFF",
    };

    /// <summary>The webhook of that name with something else about it.</summary>
    public Task<JsonObject> CreateWebhookAsync(JsonObject with, CancellationToken cancellationToken)
    {
        var body = WebhookBody("testhook");
        foreach (var (name, value) in with)
        {
            body[name] = value?.DeepClone();
        }

        return Client.PostAsync("/codestream/api/registry-webhooks", body, cancellationToken);
    }

    /// <summary>The events, the oldest first, as soon as there are so many.</summary>
    public async Task<IReadOnlyList<JsonObject>> EventsAsync(int count, CancellationToken cancellationToken)
    {
        for (var asked = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken))
        {
            var lines = await Client.ListAsync("/codestream/api/registry-events", cancellationToken);
            if (lines.Count >= count)
            {
                return [.. lines.Reverse()];
            }

            (asked.Elapsed < Patience).ShouldBeTrue($"{count} events were expected, and these are there: {string.Join('\n', lines.Select(line => line.ToJsonString()))}");
        }
    }

    public async Task<HttpResponseMessage> DeliverAsync(byte[] body, CancellationToken cancellationToken, Uri? url = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return await Http.PostAsync(url ?? HookUrl, content, cancellationToken);
    }

    public Task<HttpResponseMessage> DeliverAsync(string body, CancellationToken cancellationToken, Uri? url = null) =>
        DeliverAsync(Encoding.UTF8.GetBytes(body), cancellationToken, url);

    /// <summary>Somebody new, with a role in a project or without one.</summary>
    public async Task<SlipwayClient> PersonAsync(string name, string? project, string? role, CancellationToken cancellationToken, bool isAdministrator = false)
    {
        await Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = name, ["password"] = Password, ["email"] = $"{name}@acme.example", ["isAdministrator"] = isAdministrator }, cancellationToken);
        if (role is not null)
        {
            await Client.PutAsync($"/codestream/api/projects/{project}/members/{name}", new JsonObject { ["role"] = role }, cancellationToken);
        }

        return await SlipwayClient.SignInAsync(Http.BaseAddress!, name, Password, cancellationToken);
    }

    /// <summary>The only event there is, as soon as there is one.</summary>
    public async Task<JsonObject> EventAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await Client.ListAsync("/codestream/api/registry-events", cancellationToken) is [var line])
            {
                return line;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }

    /// <summary>The execution that an event links to, as soon as it has ended.</summary>
    public Task<JsonObject> EndedAsync(JsonObject line, CancellationToken cancellationToken) => ExecutionAsync(line, status => status is "COMPLETED" or "FAILED", cancellationToken);

    /// <summary>The execution that an answer links to, as soon as it has this status.</summary>
    public Task<JsonObject> ReachedAsync(JsonObject line, string wanted, CancellationToken cancellationToken) => ExecutionAsync(line, status => status == wanted, cancellationToken);

    private async Task<JsonObject> ExecutionAsync(JsonObject line, Predicate<string> holds, CancellationToken cancellationToken)
    {
        while (true)
        {
            var execution = await Client.GetAsync(line["executionLink"]!.GetValue<string>(), cancellationToken);
            if (holds(execution["status"]!.GetValue<string>()))
            {
                return execution;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        Http?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
        }

        foreach (var part in (IAsyncDisposable?[])[app, Hub, Cluster])
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        data.Delete(recursive: true);
    }

    private const string Deploy = """
        project: acme
        kind: PIPELINE
        name: Deploy
        enabled: true
        options: [DOCKER_TRIGGER]
        input:
          DOCKER_EVENT_OWNER_NAME: ''
          DOCKER_IMAGE: ''
          DOCKER_REPO_NAME: ''
          DOCKER_REPO_NAMESPACE: ''
          DOCKER_TAG: ''
        stageOrder: [Deploy]
        stages:
          Deploy:
            taskOrder: [Roll out]
            tasks:
              Roll out:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: CREATE
                  timeout: 5
                  yaml: |
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: ${input.DOCKER_REPO_NAME}
                    spec:
                      replicas: 2
                      selector:
                        matchLabels: {app: web}
                      template:
                        metadata:
                          labels: {app: web}
                        spec:
                          containers:
                          - name: web
                            image: ${input.DOCKER_IMAGE}:${input.DOCKER_TAG}
        """;
}
