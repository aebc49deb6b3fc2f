using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Projects.Tests.Endpoints;
using Slipway.Registries.Tests.RealRegistry;
using Xunit;

namespace Slipway.EndToEnd.Tests.RealRegistry;

/// <summary>From <c>skopeo copy</c> to a real registry, which tells the real server, which asks the registry, to the image that is rolled out.</summary>
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

    [Fact]
    public async Task The_same_image_under_another_tag_and_once_more_under_the_first_is_pushed_three_times()
    {
        await using var trigger = await CreateAsync(new RegistrySetUp());
        using var image = ScratchImage.Of("the same");

        foreach (var tag in (string[])["1.0", "latest", "1.0"])
        {
            await trigger.Registry.PushAsync(image, $"acme/web:{tag}", Cancellation);
        }

        var lines = await trigger.LinesAsync(3, Cancellation);
        lines.Select(line => DockerTrigger.Text(line, "tag")).ShouldBe(["1.0", "latest", "1.0"]);
        foreach (var line in lines)
        {
            await trigger.ShouldRunAsync(line, DockerTrigger.Text(line, "tag"), image.Digest, Cancellation);
        }

        (await trigger.ExecutionsAsync(Cancellation)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_a_tag_stood_at_when_it_was_pushed_is_deployed_even_if_it_has_moved_on()
    {
        await using var trigger = await CreateAsync(new RegistrySetUp());
        using var older = ScratchImage.Of("older");
        using var newer = ScratchImage.Of("newer");

        await trigger.Registry.PushAsync(older, "acme/web:latest", Cancellation);
        await trigger.Registry.PushAsync(newer, "acme/web:latest", Cancellation);

        var lines = await trigger.LinesAsync(2, Cancellation);
        await trigger.ShouldRunAsync(lines[0], "latest", older.Digest, Cancellation);
        await trigger.ShouldRunAsync(lines[1], "latest", newer.Digest, Cancellation);
    }

    [Fact]
    public async Task An_index_of_two_architectures_starts_one_execution_with_the_digest_of_the_index()
    {
        await using var trigger = await CreateAsync(new RegistrySetUp());
        using var image = ScratchImage.Of("both", "amd64", "arm64");
        image.Parts.Distinct().Count().ShouldBe(2);

        await trigger.Registry.PushAsync(image, "acme/web:2.0", Cancellation);

        var lines = await trigger.LinesAsync(3, Cancellation);
        lines.Take(2).ShouldAllBe(line => DockerTrigger.Text(line, "outcome") == "IGNORED" && DockerTrigger.Text(line, "message").Contains("bears no tag"));
        await trigger.ShouldRunAsync(lines[2], "2.0", image.Digest, Cancellation);
        (await trigger.ExecutionsAsync(Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_push_by_digest_alone_starts_nothing_and_says_why()
    {
        await using var trigger = await CreateAsync(new RegistrySetUp());
        using var image = ScratchImage.Of("nameless");

        await trigger.Registry.PushAsync(image, $"acme/web@{image.Digest}", Cancellation);

        var line = (await trigger.LinesAsync(1, Cancellation)).ShouldHaveSingleItem();
        DockerTrigger.Text(line, "outcome").ShouldBe("IGNORED");
        DockerTrigger.Text(line, "message").ShouldContain("bears no tag");
        (await trigger.ExecutionsAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_image_starts_nothing_and_the_next_push_starts_again()
    {
        await using var trigger = await CreateAsync(new RegistrySetUp());
        using var image = ScratchImage.Of("here and gone");
        await trigger.Registry.PushAsync(image, "acme/web:1.0", Cancellation);
        await trigger.EndedAsync((await trigger.LinesAsync(1, Cancellation))[0], Cancellation);

        await trigger.Registry.DeleteAsync("acme/web:1.0", Cancellation);
        await trigger.Registry.PushAsync(image, "acme/web:1.0", Cancellation);

        await trigger.ShouldRunAsync((await trigger.PushesAsync(2, Cancellation))[1], "1.0", image.Digest, Cancellation);
        var others = (await trigger.LinesAsync(Cancellation)).Where(line => DockerTrigger.Text(line, "tag").Length == 0).ToList();
        others.ShouldNotBeEmpty();
        others.ShouldAllBe(line => DockerTrigger.Text(line, "outcome") == "IGNORED" && DockerTrigger.Text(line, "message").Contains("'delete', which is no push"));
    }

    [Fact]
    public async Task What_is_deleted_before_it_is_proven_is_not_deployed()
    {
        await using var door = await LossyDoor.StartAsync();
        await using var trigger = await DockerTrigger.CreateAsync(server.Address, () => server.Client, new RegistrySetUp(), Cancellation, door.Before);
        using var image = ScratchImage.Of("too late");

        door.Refuses = true;
        await trigger.Registry.PushAsync(image, "acme/web:1.0", Cancellation);
        await trigger.Registry.DeleteAsync("acme/web:1.0", Cancellation);
        door.Refuses = false;

        var line = (await trigger.PushesAsync(1, Cancellation)).ShouldHaveSingleItem();
        DockerTrigger.Text(line, "outcome").ShouldBe("REJECTED");
        DockerTrigger.Text(line, "message").ShouldContain($"{trigger.Registry.Host} has no {image.Digest} in acme/web");
        (await trigger.ExecutionsAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_registry_that_tells_of_every_layer_and_pull_starts_each_push_once()
    {
        await using var trigger = await CreateAsync(new RegistrySetUp { TellsEverything = true });
        using var image = ScratchImage.Of("talkative");

        await trigger.Registry.PushAsync(image, "acme/web:1.0", Cancellation);

        // Layer, configuration, the push itself, and the pull that is the proof.
        var lines = await trigger.LinesAsync(4, Cancellation);
        lines.Count(line => DockerTrigger.Text(line, "outcome") == "IGNORED").ShouldBe(3);
        await trigger.ShouldRunAsync(lines.Single(line => DockerTrigger.Text(line, "outcome") != "IGNORED"), "1.0", image.Digest, Cancellation);
    }

    [Fact]
    public async Task A_registry_that_asks_for_a_password_gets_the_endpoints()
    {
        await using var trigger = await CreateAsync(new RegistrySetUp { AsksForPassword = true }, Account(RegistrySetUp.Password));
        using var image = ScratchImage.Of("for members");

        await trigger.Registry.PushAsync(image, "acme/web:1.0", Cancellation);

        await trigger.ShouldRunAsync((await trigger.LinesAsync(1, Cancellation)).ShouldHaveSingleItem(), "1.0", image.Digest, Cancellation);
    }

    [Fact]
    public async Task A_push_is_not_deployed_when_the_registry_does_not_accept_the_endpoints_password()
    {
        await using var trigger = await CreateAsync(new RegistrySetUp { AsksForPassword = true }, Account("a-wrong-password"));
        using var image = ScratchImage.Of("for members only");

        await trigger.Registry.PushAsync(image, "acme/web:1.0", Cancellation);

        var line = (await trigger.LinesAsync(1, Cancellation)).ShouldHaveSingleItem();
        DockerTrigger.Text(line, "outcome").ShouldBe("FAILED");
        DockerTrigger.Text(line, "message").ShouldContain($"{trigger.Registry.Host} does not accept user 'acme' (401");
        DockerTrigger.Text(line, "message").ShouldNotContain("a-wrong-password");
        (await trigger.ExecutionsAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_registry_with_a_certificate_of_its_own_is_believed_by_its_fingerprint()
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var trigger = await CreateAsync(new RegistrySetUp { Certificate = certificate }, new JsonObject { ["fingerprint"] = TestCertificates.Fingerprint(certificate) });
        using var image = ScratchImage.Of("sealed");

        await trigger.Registry.PushAsync(image, "acme/web:1.0", Cancellation);

        await trigger.ShouldRunAsync((await trigger.LinesAsync(1, Cancellation)).ShouldHaveSingleItem(), "1.0", image.Digest, Cancellation);
    }

    private static JsonObject Account(string password) => new() { ["username"] = RegistrySetUp.UserName, ["password"] = password };

    private string? ImageOf(DockerTrigger trigger) =>
        server.Cluster.Find("apps/v1", "Deployment", "default", trigger.App)?["spec"]?["template"]?["spec"]?["containers"]?[0]?["image"]?.GetValue<string>();

    private Task<DockerTrigger> CreateAsync(RegistrySetUp setUp, JsonObject? endpoint = null) =>
        DockerTrigger.CreateAsync(server.Address, () => server.Client, setUp, Cancellation, endpoint: endpoint);
}
