using System.Net.Http.Headers;
using Shouldly;
using Slipway.Projects.Tests.Endpoints;
using Slipway.Registries.Images;
using Slipway.Registries.Inspection;
using Slipway.Registries.Tests.RealRegistry;
using Xunit;

namespace Slipway.Registries.Tests.Inspection;

/// <summary>What a real registry is asked, and what it says of what a real client has pushed to it.</summary>
public sealed class RealRegistryTests : IDisposable
{
    private readonly InspectorFixture inspection = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => inspection.Dispose();

    [Fact]
    public async Task A_tag_stands_at_the_digest_that_was_pushed_and_moves_with_the_next_push()
    {
        await using var registry = await DebianRegistry.StartAsync(new RegistrySetUp(), Cancellation);
        using var first = ScratchImage.Of("first");
        using var second = ScratchImage.Of("second");

        await registry.PushAsync(first, "acme/web:1.0", Cancellation);
        (await inspection.ResolveAsync(registry.Address)).ShouldBeFound().ShouldBe(first.Digest);

        await registry.PushAsync(second, "acme/web:1.0", Cancellation);
        (await inspection.ResolveAsync(registry.Address)).ShouldBeFound().ShouldBe(second.Digest);
        (await registry.DigestAsync("acme/web:1.0", Cancellation)).ShouldBe(second.Digest);
        (await inspection.ResolveAsync(registry.Address, new Digest(first.Digest))).ShouldBeFound().ShouldBe(first.Digest);
    }

    [Fact]
    public async Task An_index_has_a_digest_of_its_own_and_so_has_each_of_its_parts()
    {
        await using var registry = await DebianRegistry.StartAsync(new RegistrySetUp(), Cancellation);
        using var image = ScratchImage.Of("both", "amd64", "arm64");

        await registry.PushAsync(image, "acme/web:1.0", Cancellation);

        (await inspection.ResolveAsync(registry.Address)).ShouldBeFound().ShouldBe(image.Digest);
        foreach (var part in image.Parts)
        {
            (await inspection.ResolveAsync(registry.Address, new Digest(part))).ShouldBeFound().ShouldBe(part);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_missing_be_it_the_tag_the_digest_or_the_whole_repository()
    {
        await using var registry = await DebianRegistry.StartAsync(new RegistrySetUp(), Cancellation);
        (await inspection.ResolveAsync(registry.Address)).ShouldBe(new InspectionResult.Missing($"{registry.Host} has no tag '1.0' in acme/web."));
        (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Listed>().Tags.ShouldBeEmpty();
        using var image = ScratchImage.Of("something");
        var other = new Digest($"sha256:{new string('0', 64)}");

        await registry.PushAsync(image, "acme/web:1.0", Cancellation);

        (await inspection.ResolveAsync(registry.Address, "1.1")).ShouldBe(new InspectionResult.Missing($"{registry.Host} has no tag '1.1' in acme/web."));
        (await inspection.ResolveAsync(registry.Address, other)).ShouldBe(new InspectionResult.Missing($"{registry.Host} has no {other} in acme/web."));
        await registry.DeleteAsync("acme/web:1.0", Cancellation);
        (await inspection.ResolveAsync(registry.Address)).ShouldBeOfType<InspectionResult.Missing>();
        var listed = (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Listed>();
        listed.Tags.ShouldBeEmpty();
        listed.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_registry_that_asks_for_a_password_takes_the_right_one_and_no_other()
    {
        await using var registry = await DebianRegistry.StartAsync(new RegistrySetUp { AsksForPassword = true }, Cancellation);
        using var image = ScratchImage.Of("for members");
        await registry.PushAsync(image, "acme/web:1.0", Cancellation);

        (await inspection.ResolveAsync(registry.Address)).ShouldBeRefused("wants to know who asks (401 on /v2/acme/web/manifests/1.0): give the endpoint a user name and a password", isTransient: false);
        (await inspection.ResolveAsync(registry.Address, user: "acme", password: "a-wrong-password")).ShouldBeRefused("does not accept user 'acme' (401", isTransient: false).Message.ShouldNotContain("a-wrong-password");
        (await inspection.ResolveAsync(registry.Address, user: RegistrySetUp.UserName, password: RegistrySetUp.Password)).ShouldBeFound().ShouldBe(image.Digest);
        (await inspection.ResolveAsync(registry.Address, user: "acme", password: "a-wrong-password")).ShouldBeRefused("does not accept user 'acme'", isTransient: false);
    }

    [Fact]
    public async Task A_certificate_of_its_own_is_trusted_if_the_endpoint_says_so()
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var registry = await DebianRegistry.StartAsync(new RegistrySetUp { Certificate = certificate }, Cancellation);
        using var image = ScratchImage.Of("sealed");
        await registry.PushAsync(image, "acme/web:1.0", Cancellation);
        var access = InspectorFixture.Access(registry.Address) with { Trust = (_, shown, _, _) => shown!.GetRawCertData().SequenceEqual(certificate.RawData) };

        (await inspection.ResolveAsync(registry.Address)).ShouldBeRefused("cannot be reached", isTransient: true);
        (await inspection.Inspector.ResolveAsync(access, InspectorFixture.Web(registry.Address), new Tag("1.0"), Cancellation)).ShouldBeFound().ShouldBe(image.Digest);
    }

    [Fact]
    public async Task Of_many_tags_as_many_are_listed_as_wanted_and_it_is_said_whether_these_are_all()
    {
        const int count = 300;
        await using var registry = await DebianRegistry.StartAsync(new RegistrySetUp(), Cancellation);
        using var image = ScratchImage.Of("many names");
        await registry.PushAsync(image, "acme/web:1", Cancellation);
        await TagAsync(registry, image, Enumerable.Range(2, count - 1));

        var all = (await inspection.ListAsync(registry.Address, count)).ShouldBeOfType<TagListing.Listed>();
        all.Tags.Select(state => state.Tag.Value).ShouldBe(Enumerable.Range(1, count).Select(number => $"{number}"), ignoreOrder: true);
        all.Tags.ShouldAllBe(state => state.Digest!.Value == image.Digest && state.PushedAt == null);
        all.IsComplete.ShouldBeTrue();

        var some = (await inspection.ListAsync(registry.Address, count - 1)).ShouldBeOfType<TagListing.Listed>();
        some.Tags.Length.ShouldBe(count - 1);
        some.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public async Task A_registry_that_is_gone_tells_nothing_and_may_come_back()
    {
        await using var registry = await DebianRegistry.StartAsync(new RegistrySetUp(), Cancellation);
        await registry.StopAsync();

        (await inspection.ResolveAsync(registry.Address)).ShouldBeRefused($"{registry.Host} cannot be reached", isTransient: true);
        (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Refused>().IsTransient.ShouldBeTrue();
    }

    private static async Task TagAsync(DebianRegistry registry, ScratchImage image, IEnumerable<int> tags)
    {
        using var http = new HttpClient { BaseAddress = new Uri(registry.Address) };
        var manifest = await File.ReadAllBytesAsync(Path.Combine(image.Path, "blobs", "sha256", image.Digest["sha256:".Length..]), Cancellation);
        foreach (var tag in tags)
        {
            using var body = new ByteArrayContent(manifest) { Headers = { ContentType = new MediaTypeHeaderValue("application/vnd.oci.image.manifest.v1+json") } };
            (await http.PutAsync($"/v2/acme/web/manifests/{tag}", body, Cancellation)).EnsureSuccessStatusCode();
        }
    }
}
