using Shouldly;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;
using Xunit;

namespace Slipway.Projects.Tests.Endpoints;

/// <summary>What every probe over HTTP does alike about certificates.</summary>
public sealed class EndpointHttpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_sent_to_a_server_that_is_not_trusted()
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var server = new TlsListener(certificate);

        var refused = await AskAsync(server, ServerTrust.Read(null)!);

        refused.Cause.ShouldBe(ProbeCause.Tls);
        refused.Certificate.ShouldNotBeNull().Sha256.ShouldBe(TestCertificates.Fingerprint(certificate));
        refused.Message.ShouldContain("the system does not trust whoever signed it");
        server.Received.ShouldBe(0);
    }

    [Fact]
    public async Task The_accepted_fingerprint_is_enough_whatever_else_is_wrong_with_the_certificate()
    {
        using var certificate = TestCertificates.SelfSigned(host: "elsewhere.example", until: DateTimeOffset.UtcNow.AddDays(-1));
        await using var server = new TlsListener(certificate);

        // The listener hangs up after it has read the request.
        (await AskAsync(server, ServerTrust.Read(TestCertificates.Fingerprint(certificate))!)).Cause.ShouldBe(ProbeCause.Connect);

        server.Received.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Another_fingerprint_trusts_nothing_and_a_certificate_authority_its_own_hosts_only()
    {
        using var authority = TestCertificates.Authority();
        using var right = TestCertificates.Signed(authority, "127.0.0.1");
        using var wrong = TestCertificates.Signed(authority, "10.9.8.7");
        await using var rightServer = new TlsListener(right);
        await using var wrongServer = new TlsListener(wrong);
        var pem = authority.ExportCertificatePem();

        (await AskAsync(rightServer, ServerTrust.Read(new string('A', 64), pem)!)).Message.ShouldContain("it is not the one whose fingerprint the endpoint has");
        (await AskAsync(rightServer, ServerTrust.Read(null, pem)!)).Cause.ShouldBe(ProbeCause.Connect);
        (await AskAsync(wrongServer, ServerTrust.Read(null, pem)!)).Message.ShouldContain("did not sign it for this host");
        wrongServer.Received.ShouldBe(0);
    }

    [Fact]
    public async Task An_expired_certificate_is_said_to_be_one()
    {
        using var certificate = TestCertificates.SelfSigned(until: new DateTimeOffset(2020, 1, 2, 0, 0, 0, TimeSpan.Zero));
        await using var server = new TlsListener(certificate);

        (await AskAsync(server, ServerTrust.Read(null)!)).Message.ShouldContain("it is good from 2019-12-31 to 2020-01-02 only");
    }

    [Theory]
    [InlineData("AB", null)]
    [InlineData(null, "no certificate")]
    [InlineData(null, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void What_cannot_be_read_trusts_nobody(string? fingerprint, string? authority) => ServerTrust.Read(fingerprint, authority).ShouldBeNull();

    private static async Task<ProbeResult> AskAsync(TlsListener server, ServerTrust trust)
    {
        using var http = new EndpointHttp(new Uri($"https://127.0.0.1:{server.Port}"), trust);
        return (await http.GetAsync("x", EndpointHttp.Basic("me", "s3cret"), Cancellation)).ShouldBeOfType<HttpAnswer.None>().Why;
    }
}
