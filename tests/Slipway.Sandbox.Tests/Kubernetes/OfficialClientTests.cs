using System.Text;
using k8s;
using k8s.Models;

namespace Slipway.Sandbox.Tests.Kubernetes;

/// <summary>The official C# client, as the deploy task uses it.</summary>
public sealed class OfficialClientTests
{
    [Fact]
    public async Task The_official_client_applies_and_watches_a_rollout_to_its_end()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await Cluster.StartAsync();
        using var client = Client(cluster);
        var patch = new V1Patch(Cluster.Deployment("web", "acme/web:1.0.0", 2).ToJsonString(), V1Patch.PatchType.ApplyPatch);

        var applied = await client.AppsV1.PatchNamespacedDeploymentAsync(patch, "web", "default", fieldManager: "slipway", force: true, cancellationToken: cancellation);

        applied.Metadata.Generation.ShouldBe(1);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var watching = client.AppsV1.WatchListNamespacedDeploymentAsync(
            "default", fieldSelector: "metadata.name=web", resourceVersion: applied.Metadata.ResourceVersion, cancellationToken: limit.Token);
        await foreach (var (_, deployment) in watching)
        {
            if (deployment.Status?.AvailableReplicas == 2)
            {
                deployment.Status.Conditions.ShouldContain(condition => condition.Type == "Available" && condition.Status == "True");
                return;
            }
        }

        Assert.Fail("the watch ended before the rollout did");
    }

    [Fact]
    public async Task The_official_client_reads_a_Status_out_of_a_refusal()
    {
        await using var cluster = await Cluster.StartAsync();
        using var client = Client(cluster);

        var refusal = await Should.ThrowAsync<k8s.Autorest.HttpOperationException>(
            () => client.CoreV1.ReadNamespacedPodAsync("gone", "default", cancellationToken: TestContext.Current.CancellationToken));

        refusal.Response.Content.ShouldContain("pods \\\"gone\\\" not found");
    }

    private static k8s.Kubernetes Client(Cluster cluster)
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(cluster.Sandbox.Kubeconfig));
        return new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(text));
    }
}
