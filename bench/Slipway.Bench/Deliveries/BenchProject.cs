using System.Text.Json.Nodes;
using Slipway.Cli.Client;
using Slipway.Pipelines.Documents;
using Slipway.Sandbox.DockerHub;

namespace Slipway.Bench.Deliveries;

/// <summary>A project, an endpoint, a pipeline and a webhook, made through the API. Docker Hub's stand-in is gone when the load comes.</summary>
internal static class BenchProject
{
    private const string Name = "bench";
    private const string Repository = "acme/web";
    private const string HubPassword = "a-docker-hub-access-token";

    public static async Task CreateAsync(Uri server, string password, bool webhookEnabled, CancellationToken cancellationToken)
    {
        await using var hub = await DockerHubSandbox.StartAsync(new DockerHubSandboxOptions(), cancellationToken);
        hub.AddUser("acme", HubPassword);
        hub.AddRepository(Repository);

        using var client = await SlipwayClient.SignInAsync(server, "admin", password, cancellationToken);
        await client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = Name }, cancellationToken);
        await client.PostAsync("/codestream/api/endpoints", new JsonObject
        {
            ["project"] = Name,
            ["name"] = "Docker Hub",
            ["type"] = "dockerRegistry",
            ["properties"] = new JsonObject
            {
                ["serverType"] = "DockerHub",
                ["repoUrl"] = $"https://hub.docker.com/repository/docker/{Repository}",
                ["username"] = "acme",
                ["password"] = HubPassword,
                ["apiUrl"] = hub.Address.ToString(),
            },
        }, cancellationToken);
        await client.ImportAsync(await PipelineAsync(cancellationToken), cancellationToken);
        await client.PostAsync("/codestream/api/registry-webhooks", new JsonObject
        {
            ["project"] = Name,
            ["name"] = "web-pushed",
            ["endpoint"] = "Docker Hub",
            ["pipeline"] = "Deploy web",
            ["enabled"] = webhookEnabled,
            ["secretToken"] = Door.Token,
            // Nothing else would be measured than the wait for a registry.
            ["proof"] = ProofPolicy.Off.Wire(),
        }, cancellationToken);
    }

    private static async Task<string> PipelineAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(typeof(BenchProject).Assembly.GetManifestResourceStream("pipeline.yaml")!);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
