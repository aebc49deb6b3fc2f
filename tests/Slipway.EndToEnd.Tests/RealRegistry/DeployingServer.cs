using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Slipway.Cli.Client;
using Slipway.Sandbox.Kubernetes;
using Slipway.Server;
using Slipway.Triggers.Upkeep;
using Xunit;

namespace Slipway.EndToEnd.Tests.RealRegistry;

/// <summary>The real server with a cluster and a pipeline that deploys what was pushed, by its digest. It can be down for a while.</summary>
public sealed class DeployingServer : IAsyncLifetime
{
    public const string Project = "acme";
    public const string Pipeline = "Deploy";

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-e2e-");
    private readonly UpkeepOptions? upkeep;
    private SlipwayProcess? process;
    private WebApplication? app;

    /// <summary>A server that is a process of its own.</summary>
    public DeployingServer()
    {
    }

    /// <summary>A server in this process, which looks after its webhooks as told.</summary>
    internal DeployingServer(UpkeepOptions? upkeep) => this.upkeep = upkeep;

    internal KubernetesSandbox Cluster { get; private set; } = null!;

    /// <summary>An administrator.</summary>
    public SlipwayClient Client { get; private set; } = null!;

    /// <summary>Where it listens, again and again.</summary>
    public Uri Address { get; private set; } = new(LastingAddress.Find());

    public async ValueTask InitializeAsync()
    {
        Cluster = await KubernetesSandbox.StartAsync(new KubernetesSandboxOptions { StepDelay = TimeSpan.FromMilliseconds(5) }, CancellationToken.None);
        await StartAsync(CancellationToken.None);
        await Client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = Project }, CancellationToken.None);
        await Client.PostAsync("/codestream/api/endpoints", new JsonObject
        {
            ["project"] = Project,
            ["name"] = "Cluster",
            ["type"] = "k8s",
            ["properties"] = new JsonObject
            {
                ["kubernetesURL"] = Cluster.Address.ToString(),
                ["authType"] = "token",
                ["token"] = Cluster.Token,
                ["certAuthorityData"] = Cluster.CertificateAuthority,
            },
        }, CancellationToken.None);
        await Client.ImportAsync(Deploy, CancellationToken.None);
    }

    /// <summary>Starts it, at its old address if it had one.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (upkeep is null)
        {
            process = await SlipwayProcess.StartAsync(data.FullName, Address.ToString(), cancellationToken);
            Address = process.Address;
        }
        else
        {
            app = await SlipwayServer.BuildAsync(
                new ServerOptions { DataDirectory = data.FullName, Url = Address.ToString(), AdministratorPassword = SlipwayProcess.Password, LogLevel = LogLevel.Warning, Upkeep = upkeep },
                cancellationToken);
            await app.StartAsync(cancellationToken);
            Address = new Uri(app.Urls.First());
        }

        Client = await SlipwayClient.SignInAsync(Address, SlipwayProcess.UserName, SlipwayProcess.Password, cancellationToken);
    }

    /// <summary>Ends it: a process by its death, without a word.</summary>
    public async Task StopAsync()
    {
        Client?.Dispose();
        if (process is not null)
        {
            await process.DisposeAsync();
            process = null;
        }

        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            app = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Cluster.DisposeAsync();
        data.Delete(recursive: true);
    }

    private const string Deploy = """
        project: acme
        kind: PIPELINE
        name: Deploy
        enabled: true
        concurrency: 1
        options: [DOCKER_TRIGGER]
        input:
          app: web
          DOCKER_IMAGE: ''
          DOCKER_TAG: ''
          DOCKER_DIGEST: ''
          DOCKER_IMAGE_REF: ''
        stageOrder: [Deploy]
        stages:
          Deploy:
            taskOrder: [Roll out]
            tasks:
              Roll out:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: APPLY
                  timeout: 5
                  yaml: |
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: ${input.app}
                    spec:
                      replicas: 1
                      selector:
                        matchLabels: {app: "${input.app}"}
                      template:
                        metadata:
                          labels: {app: "${input.app}"}
                        spec:
                          containers:
                          - name: web
                            image: ${input.DOCKER_IMAGE_REF}
        """;
}
