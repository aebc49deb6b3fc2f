using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Projects.Tests.Endpoints;
using Slipway.Registries.Tests.RealRegistry;
using Xunit;

namespace Slipway.EndToEnd.Tests.RealRegistry;

/// <summary>From <c>skopeo copy</c> to a real registry, which tells the real server, which asks the registry, to the rolled out image.</summary>
public sealed class PushTests(DeployingServer server) : IClassFixture<DeployingServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_push_starts_its_pipeline_with_tag_and_digest_as_the_registry_has_them()
    {
        await using var trigger = await CreateAsync(new RegistrySetUp());
        using var image = ScratchImage.Of("first");

        await trigger.Registry.PushAsync(image, "acme/web:1.0", Cancellation);

        var line = (await trigger.LinesAsync(1, Cancellation)).ShouldHaveSingleItem();
        var digest = await trigger.Registry.DigestAsync("acme/web:1.0", Cancellation);
        digest.ShouldBe(image.Digest);
        await trigger.ShouldRunAsync(line, "1.0", digest, Cancellation);
        ImageOf(trigger).ShouldBe($"{trigger.Image}@{digest}");
    }

    private string? ImageOf(DockerTrigger trigger) =>
        server.Cluster.Find("apps/v1", "Deployment", "default", trigger.App)?["spec"]?["template"]?["spec"]?["containers"]?[0]?["image"]?.GetValue<string>();

    private Task<DockerTrigger> CreateAsync(RegistrySetUp setUp, JsonObject? endpoint = null) =>
        DockerTrigger.CreateAsync(server.Address, () => server.Client, setUp, Cancellation, endpoint: endpoint);
}
