using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Slipway.Cli.Client;
using Slipway.Sandbox.DockerHub;
using Slipway.Sandbox.Kubernetes;
using Slipway.Server;

namespace Slipway.Cli.Demo;

/// <summary>A server between a local Docker Hub and a local Kubernetes, set up through its API as a user would. Gone without trace when it ends.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    public const string Repository = "acme/web";
    public const string UserName = "admin";

    private const string HubPassword = "a-docker-hub-access-token";
    private const string PipelineResource = "samples/web/pipeline.yaml";

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-demo-");
    private WebApplication server = null!;

    public DockerHubSandbox Hub { get; private set; } = null!;

    public KubernetesSandbox Cluster { get; private set; } = null!;

    public SlipwayClient Client { get; private set; } = null!;

    public Uri Server => new(server.Urls.First());

    public string Password { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9));

    public string Kubeconfig => Path.Combine(data.FullName, "kubeconfig");

    public static async Task<DemoWorld> StartAsync(string urls, CancellationToken cancellationToken)
    {
        var world = new DemoWorld();
        try
        {
            await world.StartPartsAsync(urls, cancellationToken);
            await world.SetUpAsync(cancellationToken);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (server is not null)
        {
            await server.StopAsync();
        }

        foreach (var part in (IAsyncDisposable?[])[server, Hub, Cluster])
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        data.Delete(recursive: true);
    }

    private async Task StartPartsAsync(string urls, CancellationToken cancellationToken)
    {
        Hub = await DockerHubSandbox.StartAsync(new DockerHubSandboxOptions(), cancellationToken);
        Hub.AddUser("acme", HubPassword);
        Hub.AddRepository(Repository);
        Cluster = await KubernetesSandbox.StartAsync(new KubernetesSandboxOptions { StepDelay = TimeSpan.FromMilliseconds(200) }, cancellationToken);
        await File.WriteAllTextAsync(Kubeconfig, Cluster.Kubeconfig, cancellationToken);

        var options = new ServerOptions { DataDirectory = Path.Combine(data.FullName, "server"), Url = urls, AdministratorPassword = Password, LogLevel = LogLevel.Warning };
        server = await SlipwayServer.BuildAsync(options, cancellationToken);
        await server.StartAsync(cancellationToken);
    }

    private async Task SetUpAsync(CancellationToken cancellationToken)
    {
        Client = await SlipwayClient.SignInAsync(Server, UserName, Password, cancellationToken);
        await Client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = "acme", ["description"] = "The demo's project" }, cancellationToken);
        await CreateEndpointAsync("Development cluster", "k8s", new JsonObject
        {
            ["kubernetesURL"] = Cluster.Address.ToString(),
            ["authType"] = "token",
            ["token"] = Cluster.Token,
            ["certAuthorityData"] = Cluster.CertificateAuthority,
        }, cancellationToken);
        await CreateEndpointAsync("Docker Hub", "dockerRegistry", new JsonObject
        {
            ["serverType"] = "DockerHub",
            ["repoUrl"] = $"https://hub.docker.com/repository/docker/{Repository}",
            ["username"] = "acme",
            ["password"] = HubPassword,
            ["apiUrl"] = Hub.Address.ToString(),
        }, cancellationToken);
        await Client.ImportAsync(await ReadPipelineAsync(cancellationToken), cancellationToken);
        await Client.PostAsync("/codestream/api/registry-webhooks", new JsonObject
        {
            ["project"] = "acme",
            ["name"] = "web-pushed",
            ["description"] = "A push to acme/web deploys it",
            ["endpoint"] = "Docker Hub",
            ["pipeline"] = "Deploy web",
        }, cancellationToken);
    }

    private Task<JsonObject> CreateEndpointAsync(string name, string type, JsonObject properties, CancellationToken cancellationToken) =>
        Client.PostAsync("/codestream/api/endpoints", new JsonObject { ["project"] = "acme", ["name"] = name, ["type"] = type, ["properties"] = properties }, cancellationToken);

    private static async Task<string> ReadPipelineAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(typeof(DemoWorld).Assembly.GetManifestResourceStream(PipelineResource)!);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
