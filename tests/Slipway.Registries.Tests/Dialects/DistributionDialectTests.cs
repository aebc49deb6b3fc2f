using System.Globalization;
using Shouldly;
using Slipway.Registries.Dialects;
using Slipway.Registries.Images;
using Slipway.Registries.Tests.Payloads;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class DistributionDialectTests
{
    private readonly DistributionDialect dialect = new();

    [Fact]
    public void A_push_has_all_that_the_event_tells() =>
        dialect.Read(Envelope(Sample.Event("push"))).Single().ShouldBe(new ImagePushed(
            new ImageRepository("registry.acme.example:5000", "acme", "web"),
            new Tag("1.0"),
            new Digest(Sample.Digest),
            DateTimeOffset.Parse("2026-03-09T22:44:26.402973972Z", CultureInfo.InvariantCulture),
            "ann",
            "acme")
        { EventId = "320678d8-ca14-430f-8bb6-4ca139cd83f7" });

    [Fact]
    public void Of_all_that_a_registry_sends_when_an_image_is_pushed_one_event_is_the_push()
    {
        var push = dialect.Read(new RegistryMessage(MessageHeaders.None, Payload.DistributionAsSent)).Single();

        push.Repository.ToString().ShouldBe("127.0.0.1:5871/acme/web");
        push.Tag.Value.ShouldBe("1.0");
        push.Digest!.Value.ShouldBe("sha256:4a3a5dc936fb53372e45a1ac8b787bca8e02f4be8a9d5e25acbc28a0c726c2eb");
        push.EventId.ShouldBe("5d2a1f6f-a188-4273-8814-95be808c8015");
        push.PushedBy.ShouldBe("");
    }

    [Fact]
    public void The_pushes_among_many_events_are_found_and_the_same_one_counts_once() =>
        dialect.Read(Envelope(
            Sample.Event("pull"),
            Sample.Event("push", """{"mediaType":"application/octet-stream","repository":"acme/web"}"""),
            Sample.Event("push", """{"repository":"acme/web","tag":"1.0"}"""),
            Sample.Event("push", """{"repository":"acme/web","tag":"1.0"}"""),
            Sample.Event("mount"),
            Sample.Event("push", """{"repository":"web","tag":"1.1"}"""))).Names().ShouldBe(["registry.acme.example:5000/acme/web:1.0", "registry.acme.example:5000/web:1.1"]);

    [Theory]
    [InlineData("pull", """{"repository":"acme/web","tag":"1"}""", "'pull'")]
    [InlineData("delete", """{"repository":"acme/web","tag":"1"}""", "'delete'")]
    [InlineData("mount", """{"repository":"acme/web"}""", "'mount'")]
    [InlineData("push", """{"mediaType":"application/octet-stream","repository":"acme/web"}""", "no image")]
    [InlineData("push", """{"mediaType":"application/vnd.oci.image.manifest.v1+json","repository":"acme/web"}""", "no tag")]
    [InlineData("push", """{"repository":"acme/web","tag":""}""", "no tag")]
    public void What_is_no_push_of_a_tag_is_nothing(string action, string target, string reason) =>
        dialect.Read(Envelope(Sample.Event(action, target))).ShouldBeOfType<DialectResult.Nothing>().Reason.ShouldContain(reason);

    [Fact]
    public void An_envelope_without_events_is_nothing() => dialect.Read("""{"events":[]}""").ShouldBeOfType<DialectResult.Nothing>();

    [Fact]
    public void One_event_that_cannot_be_read_does_not_lose_the_others_and_is_spoken_of()
    {
        var pushed = dialect.Read(Envelope(Sample.Event("push", """{"repository":"Acme/web","tag":"1"}"""), Sample.Event("push"))).ShouldBeOfType<DialectResult.Pushed>();

        pushed.Pushes.ShouldHaveSingleItem();
        pushed.Repair.ShouldNotBeNull().ShouldStartWith("1 of what it tells left out, the first for this: events[0].target.repository: 'Acme/web'");
    }

    [Fact]
    public void Of_very_many_pushes_256_are_taken_and_it_is_said_how_many_were_not()
    {
        var pushed = dialect.Read(Envelope([.. Enumerable.Range(0, 260).Select(i => Sample.Event("push", $$"""{"repository":"acme/web","tag":"{{i}}"}"""))])).ShouldBeOfType<DialectResult.Pushed>();

        pushed.Pushes.Length.ShouldBe(256);
        pushed.Repair.ShouldBe("4 pushes left out: at most 256 of one delivery are taken");
    }

    [Theory]
    [InlineData(""","request":{"host":"registry:5000"}""", "registry:5000")]
    [InlineData("", "here.acme.example:8443")]
    public void The_host_is_the_requests_or_else_the_urls(string request, string host) =>
        dialect.Read($$$"""{"events":[{"action":"push","target":{"repository":"acme/web","tag":"1","url":"https://here.acme.example:8443/v2/acme/web/manifests/1"}{{{request}}}}]}""")
            .Single().Repository.Registry.ShouldBe(host);

    [Theory]
    [InlineData("""{"events":[{"action":"push","target":{"repository":"acme/web","tag":"1"}}]}""", "events[0].request.host", "names no host")]
    [InlineData("""{"events":[{"action":"push","target":{"repository":"acme/web","tag":"1","url":"not one"}}]}""", "events[0].request.host", "names no host")]
    [InlineData("""{"events":[{"action":"push","request":{"host":"registry"},"target":{"repository":"acme/web","tag":"1"}}]}""", "events[0].target.repository", "'registry' is no registry")]
    [InlineData("""{"events":[{"target":{"repository":"acme/web","tag":"1"}}]}""", "events[0].action", "missing")]
    [InlineData("""{"events":[7]}""", "events[0].action", "missing")]
    [InlineData("""{"events":[{"action":"push","target":{"tag":"1"}}]}""", "events[0].target.repository", "missing")]
    [InlineData("""{"events":[{"action":"push","target":{"repository":"a/b","tag":1}}]}""", "events[0].target.tag", "a JSON number and no string")]
    [InlineData("""{"events":[{"action":"push","request":{"host":"a.b"},"target":{"repository":"a/b","tag":"1","digest":"sha256:short"}}]}""", "events[0].target.digest", "is no digest")]
    [InlineData("""{"events":{}}""", "events", "a JSON object; expected an array")]
    [InlineData("""{}""", "events", "missing; expected an array")]
    public void What_cannot_be_read_names_its_field(string body, string field, string reason)
    {
        var malformed = dialect.Read(body).ShouldBeOfType<DialectResult.Malformed>();

        malformed.Field.ShouldBe(field);
        malformed.Reason.ShouldContain(reason);
    }

    private static string Envelope(params string[] events) => $$"""{"events":[{{string.Join(',', events)}}]}""";
}
