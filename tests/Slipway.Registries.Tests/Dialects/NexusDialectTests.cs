using System.Security.Cryptography;
using Shouldly;
using Slipway.Registries.Dialects;
using Slipway.Registries.Images;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class NexusDialectTests
{
    private const string Header = "X-Nexus-Webhook-Signature";

    private readonly NexusDialect dialect = new();
    private readonly string body = Sample.All["Nexus"].Body;

    [Fact]
    public void A_component_is_a_push_with_the_deliverys_identity()
    {
        var push = Sample.All["Nexus"].Read(body).Single();

        push.EventId.ShouldBe("7f4a6dde-5c68-4999-bcc0-a62f3fb8ae48");
        push.PushedAt.ShouldBe(new DateTimeOffset(2026, 3, 9, 14, 44, 26, 664, TimeSpan.Zero));
        push.Owner.ShouldBe("docker-hosted");
    }

    [Theory]
    [InlineData("nexus.acme.example:8082", "acme", "web", true)]
    [InlineData("nexus.acme.example", "docker-hosted/acme", "web", true)]
    [InlineData("nexus.acme.example", "repository/docker-hosted/acme", "web", true)]
    [InlineData("nexus.acme.example", "docker-other/acme", "web", false)]
    [InlineData("nexus.acme.example", "acme", "site", false)]
    [InlineData("nexus.acme.example", "", "web", false)]
    public void The_watched_repository_is_known_by_its_path(string host, string @namespace, string name, bool isMeant)
    {
        var watched = new ImageRepository(host, @namespace, name);
        var push = dialect.Read(body).Single();

        var placed = UnnamedRegistry.At(watched, push);

        (placed.Repository == watched).ShouldBe(isMeant);
        (placed == push).ShouldBe(!isMeant);
    }

    [Fact]
    public void A_push_that_names_its_registry_stays_where_it_is()
    {
        var push = Sample.All["Registry"].Read(Sample.All["Registry"].Body).Single();

        UnnamedRegistry.At(new ImageRepository("other.example", "acme", "web"), push).ShouldBe(push);
    }

    [Theory]
    [InlineData("\"format\":\"docker\"", "\"format\":\"npm\"")]
    [InlineData("\"component\"", "\"asset\"")]
    [InlineData("\"version\":\"1.0\"", "\"version\":\"" + Sample.Digest + "\"")]
    public void What_is_no_tagged_image_is_nothing(string was, string becomes) => dialect.Read(body.Replace(was, becomes, StringComparison.Ordinal)).ShouldBeOfType<DialectResult.Nothing>();

    [Fact]
    public async Task Only_the_hmac_of_the_very_body_is_a_signature()
    {
        var right = Reading.Hmac(HashAlgorithmName.SHA1, body);

        (await dialect.VerifyAsync(body, Header, right)).ShouldBe(SignatureVerdict.Valid);
        (await dialect.VerifyAsync(body, Header, right.ToUpperInvariant())).ShouldBe(SignatureVerdict.Valid);
        (await dialect.VerifyAsync(body + " ", Header, right)).ShouldBe(SignatureVerdict.Invalid);
        (await dialect.VerifyAsync(body, Header, right, "another token")).ShouldBe(SignatureVerdict.Invalid);
        (await dialect.VerifyAsync(body, Header, null)).ShouldBe(SignatureVerdict.Invalid);
        (await dialect.VerifyAsync(body, Header, "")).ShouldBe(SignatureVerdict.Invalid);
    }
}
