using System.Text.Json.Nodes;
using Slipway.Cli.Client;
using Slipway.Sandbox.DockerHub;
using Slipway.Sandbox.Kubernetes;

namespace Slipway.EndToEnd.Tests;

/// <summary>A Docker Hub and a Kubernetes that outlive the server under test, and the server's set-up as a user would make it.</summary>
internal sealed class TestWorld : IAsyncDisposable
{
    public const string Project = "acme";
    public const string SecureToken = "a-secure-token-for-tests";

    public const string HubPassword = "a docker hub token for tests";

    private TestWorld(DockerHubSandbox hub, KubernetesSandbox cluster)
    {
        Hub = hub;
        Cluster = cluster;
    }

    public DockerHubSandbox Hub { get; }

    public KubernetesSandbox Cluster { get; }

    /// <summary>A fresh directory for the server's data; deleted at the end.</summary>
    public DirectoryInfo Data { get; } = Directory.CreateTempSubdirectory("slipway-e2e-");

    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="step">How long Kubernetes takes for each thing it does; 10 ms unless told.</param>
    public static async Task<TestWorld> StartAsync(CancellationToken cancellationToken, TimeSpan? step = null)
    {
        var hub = await DockerHubSandbox.StartAsync(new DockerHubSandboxOptions(), cancellationToken);
        hub.AddUser("acme", HubPassword);
        return new TestWorld(hub, await KubernetesSandbox.StartAsync(new KubernetesSandboxOptions { StepDelay = step ?? TimeSpan.FromMilliseconds(10) }, cancellationToken));
    }

    /// <summary>Project, both endpoints, the pipeline, and a webhook for the repository.</summary>
    public async Task SetUpAsync(SlipwayClient client, string repository, string pipelineYaml, string pipeline, CancellationToken cancellationToken)
    {
        Hub.AddRepository(repository);
        await client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = Project }, cancellationToken);
        await CreateEndpointAsync(client, "Cluster", "k8s", new JsonObject
        {
            ["kubernetesURL"] = Cluster.Address.ToString(),
            ["authType"] = "token",
            ["token"] = Cluster.Token,
            ["certAuthorityData"] = Cluster.CertificateAuthority,
        }, cancellationToken);
        await CreateEndpointAsync(client, "Hub", "dockerRegistry", new JsonObject
        {
            ["serverType"] = "DockerHub",
            ["repoUrl"] = $"https://hub.docker.com/repository/docker/{repository}",
            ["username"] = "acme",
            ["password"] = HubPassword,
            ["apiUrl"] = Hub.Address.ToString(),
        }, cancellationToken);
        await client.ImportAsync(pipelineYaml, cancellationToken);
        await client.PostAsync("/codestream/api/registry-webhooks", new JsonObject
        {
            ["project"] = Project,
            ["name"] = "pushed",
            ["endpoint"] = "Hub",
            ["pipeline"] = pipeline,
            ["secretToken"] = SecureToken,

            // What these tests deliver nobody has pushed.
            ["proof"] = "OFF",
        }, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Cluster.DisposeAsync();
        Data.Delete(recursive: true);
    }

    private static Task<JsonObject> CreateEndpointAsync(SlipwayClient client, string name, string type, JsonObject properties, CancellationToken cancellationToken) =>
        client.PostAsync("/codestream/api/endpoints", new JsonObject { ["project"] = Project, ["name"] = name, ["type"] = type, ["properties"] = properties }, cancellationToken);
}
