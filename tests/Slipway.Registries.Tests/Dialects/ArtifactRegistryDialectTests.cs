using System.Text;
using Shouldly;
using Slipway.Registries.Dialects;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class ArtifactRegistryDialectTests
{
    private readonly Sample sample = Sample.All["ArtifactRegistry"];

    [Fact]
    public void A_push_has_the_messages_identity_and_time()
    {
        var push = sample.Read(sample.Body).Single();

        push.EventId.ShouldBe("2070443601311540");
        push.PushedAt.ShouldBe(new DateTimeOffset(2026, 3, 9, 14, 44, 26, 580, TimeSpan.Zero));
    }

    [Fact]
    public void The_digest_may_be_missing() => sample.Read("""{"action":"INSERT","tag":"gcr.io/acme/web:1.0"}""").Names().ShouldBe(["gcr.io/acme/web:1.0"]);

    [Fact]
    public void A_push_without_a_tag_is_nothing() =>
        sample.Read($$"""{"action":"INSERT","digest":"gcr.io/acme/web@{{Sample.Digest}}"}""").ShouldBeOfType<DialectResult.Nothing>();

    [Theory]
    [InlineData("""{"action":"INSERT","tag":"gcr.io/acme/web"}""", "message.data.tag")]
    [InlineData("""{"action":"INSERT","tag":"web:1.0"}""", "message.data.tag")]
    [InlineData("""{"action":"INSERT","tag":"gcr.io/acme/web:1.0","digest":"gcr.io/acme/web@sha256:7"}""", "message.data.digest")]
    [InlineData("""{"tag":"gcr.io/acme/web:1.0"}""", "message.data.action")]
    [InlineData("[]", "message.data")]
    [InlineData("no JSON", "message.data")]
    public void What_is_wrong_in_the_base64_names_its_field(string notification, string field) =>
        sample.Read(notification).ShouldBeOfType<DialectResult.Malformed>().Field.ShouldBe(field);

    [Theory]
    [InlineData("""{"message":{"data":"%%%"}}""")]
    [InlineData("""{"message":{"data":"e"}}""")]
    [InlineData("""{"message":{"data":7}}""")]
    [InlineData("""{"message":[]}""")]
    [InlineData("""{"action":"INSERT","tag":"gcr.io/acme/web:1.0"}""")]
    public void What_is_no_envelope_is_malformed(string body) => sample.Dialect.Read(body).ShouldBeOfType<DialectResult.Malformed>().Field.ShouldBe("message.data");

    [Fact]
    public void What_nests_without_end_in_the_base64_is_not_followed()
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 100_000)));

        sample.Dialect.Read($$$"""{"message":{"data":"{{{data}}}"}}""").ShouldBeOfType<DialectResult.Malformed>().Reason.ShouldContain("depth");
    }
}
