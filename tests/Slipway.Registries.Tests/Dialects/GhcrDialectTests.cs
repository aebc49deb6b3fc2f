using System.Net;
using System.Security.Cryptography;
using Shouldly;
using Slipway.Registries.Dialects;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class GhcrDialectTests
{
    private const string Header = "X-Hub-Signature-256";

    private readonly GhcrDialect dialect = new();

    [Theory]
    [InlineData("package", "published")]
    [InlineData("package", "updated")]
    [InlineData("registry_package", "published")]
    [InlineData("registry_package", "updated")]
    public void Both_events_tell_of_a_push_in_lower_case(string kind, string action)
    {
        var push = dialect.Read(Sample.Ghcr(kind, action), ("X-GitHub-Event", kind), ("X-GitHub-Delivery", "72d3162e")).Single();

        push.Repository.ToString().ShouldBe("ghcr.io/acme/web");
        push.EventId.ShouldBe("72d3162e");
        push.PushedBy.ShouldBe("ann");
        push.Digest!.Value.ShouldBe(Sample.Digest);
    }

    [Theory]
    [InlineData("ping")]
    [InlineData("push")]
    public void A_ping_and_other_events_are_nothing(string kind) => dialect.Read("""{"zen":"Keep it simple."}""", ("X-GitHub-Event", kind)).ShouldBeOfType<DialectResult.Nothing>();

    [Fact]
    public void A_body_that_nothing_says_the_event_of_is_malformed() => dialect.Read("""{"zen":"Keep it simple."}""").ShouldBeOfType<DialectResult.Malformed>().Reason.ShouldContain("X-GitHub-Event");

    [Theory]
    [InlineData("\"CONTAINER\"", "\"npm\"")]
    [InlineData("\"published\"", "\"deleted\"")]
    [InlineData("\"name\":\"1.0\"", "\"name\":\"\"")]
    public void What_is_no_tagged_image_is_nothing(string was, string becomes) =>
        dialect.Read(Sample.Ghcr("package", "published").Replace(was, becomes, StringComparison.Ordinal), ("X-GitHub-Event", "package")).ShouldBeOfType<DialectResult.Nothing>();

    [Fact]
    public void The_owner_is_found_wherever_it_stands()
    {
        foreach (var owner in (string[])["\"repository\":{\"owner\":{\"login\":\"Acme\"}}", "\"repository\":{\"full_name\":\"Acme/shop\"}"])
        {
            dialect.Read($$$"""{"action":"published","package":{"name":"web","package_version":{"container_metadata":{"tag":{"name":"1.0"} } } },{{{owner}}}}""", ("X-GitHub-Event", "package"))
                .Single().Repository.Path.ShouldBe("acme/web");
        }
    }

    [Fact]
    public void A_package_may_have_a_path_and_a_time_that_is_none()
    {
        var push = dialect.Read(
            """{"action":"published","package":{"name":"Shop/web","owner":{"login":"Acme"},"updated_at":"2026-03-09T14:44:26Z","package_version":{"updated_at":"0001-01-01T00:00:00Z","container_metadata":{"tag":{"name":"1.0"}}}}}""",
            ("X-GitHub-Event", "package")).Single();

        push.Repository.Path.ShouldBe("acme/shop/web");
        push.PushedAt.ShouldBe(new DateTimeOffset(2026, 3, 9, 14, 44, 26, TimeSpan.Zero));
    }

    [Fact]
    public void A_form_is_read_as_githubs_default_sends_it() =>
        dialect.Read("payload=" + WebUtility.UrlEncode(Sample.Ghcr("package", "published")), ("X-GitHub-Event", "package")).Names().ShouldBe(["ghcr.io/acme/web:1.0"]);

    [Fact]
    public async Task Only_the_hmac_of_the_very_body_is_a_signature()
    {
        var body = Sample.Ghcr("package", "published");
        var right = "sha256=" + Reading.Hmac(HashAlgorithmName.SHA256, body);

        (await dialect.VerifyAsync(body, Header, right)).ShouldBe(SignatureVerdict.Valid);
        (await dialect.VerifyAsync(body + " ", Header, right)).ShouldBe(SignatureVerdict.Invalid);
        (await dialect.VerifyAsync(body, Header, right, "another token")).ShouldBe(SignatureVerdict.Invalid);
        (await dialect.VerifyAsync(body, Header, "sha256=" + Reading.Hmac(HashAlgorithmName.SHA256, body, ""), "")).ShouldBe(SignatureVerdict.Invalid);
        foreach (var wrong in (string?[])[null, "", "sha256=", right[..^2], right + "00", right["sha256=".Length..], "sha256=zz", "sha1=" + Reading.Hmac(HashAlgorithmName.SHA1, body)])
        {
            (await dialect.VerifyAsync(body, Header, wrong)).ShouldBe(SignatureVerdict.Invalid, wrong);
        }
    }
}
