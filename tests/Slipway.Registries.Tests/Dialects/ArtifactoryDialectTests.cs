using System.Security.Cryptography;
using Shouldly;
using Slipway.Registries.Dialects;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class ArtifactoryDialectTests
{
    private const string Header = "X-Jfrog-Event-Auth";

    private readonly ArtifactoryDialect dialect = new();
    private readonly string body = Sample.All["Artifactory"].Body;

    [Theory]
    [InlineData("https://acme.jfrog.io", "acme.jfrog.io")]
    [InlineData("https://artifactory.acme.example:8443/artifactory", "artifactory.acme.example:8443")]
    [InlineData("nowhere", UnnamedRegistry.Host)]
    public void The_host_is_that_of_the_platform(string origin, string host) =>
        dialect.Read(body.Replace("https://acme.jfrog.io", origin, StringComparison.Ordinal)).Single().Repository.Registry.ShouldBe(host);

    [Theory]
    [InlineData("\"domain\":\"docker\"", "\"domain\":\"artifact\"")]
    [InlineData("\"event_type\":\"pushed\"", "\"event_type\":\"promoted\"")]
    public void What_is_no_push_of_an_image_is_nothing(string was, string becomes) => dialect.Read(body.Replace(was, becomes, StringComparison.Ordinal)).ShouldBeOfType<DialectResult.Nothing>();

    [Fact]
    public void A_checksum_that_is_none_is_refused() =>
        dialect.Read(body.Replace(Sample.Digest[7..], "35C4", StringComparison.Ordinal)).ShouldBeOfType<DialectResult.Malformed>().Field.ShouldBe("data.sha256");

    [Fact]
    public async Task The_header_is_the_hmac_or_the_secret_itself()
    {
        (await dialect.VerifyAsync(body, Header, Reading.Hmac(HashAlgorithmName.SHA256, body))).ShouldBe(SignatureVerdict.Valid);
        (await dialect.VerifyAsync(body, Header, Reading.Secret)).ShouldBe(SignatureVerdict.Valid);
        (await dialect.VerifyAsync(body + " ", Header, Reading.Hmac(HashAlgorithmName.SHA256, body))).ShouldBe(SignatureVerdict.Invalid);
        (await dialect.VerifyAsync(body, Header, "", "")).ShouldBe(SignatureVerdict.Invalid);
        foreach (var wrong in (string?[])[null, "", "another secret", Reading.Hmac(HashAlgorithmName.SHA256, body, "another secret")])
        {
            (await dialect.VerifyAsync(body, Header, wrong)).ShouldBe(SignatureVerdict.Invalid, wrong);
        }
    }
}
