using Shouldly;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Tests.Endpoints;
using Slipway.Tasks.Email;
using Slipway.Tasks.Tests.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Tasks.Tests.Endpoints;

public sealed class EmailProbeTests
{
    private const string Password = "a-password-for-tests";

    [Theory]
    [InlineData("TLS", false)]
    [InlineData("SSL", true)]
    public async Task Nobody_signs_in_before_TLS_is_spoken_with_a_trusted_server(string encryption, bool isImplicit)
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var server = new MailListener("ci", Password, certificate, isImplicit);

        var refused = await TryAsync(server.Port, encryption, Password);

        refused.Cause.ShouldBe(ProbeCause.Tls);
        refused.Certificate.ShouldNotBeNull().Sha256.ShouldBe(TestCertificates.Fingerprint(certificate));
        server.Lines.ShouldNotContain(line => line.Contains("AUTH", StringComparison.Ordinal));

        (await TryAsync(server.Port, encryption, Password, refused.Certificate.Sha256)).ShouldBe(
            ProbeResult.Ok($"127.0.0.1:{server.Port} is a mail server and accepts the endpoint's credentials."));
        server.Lines.ShouldContain(line => line.StartsWith("tls AUTH PLAIN", StringComparison.Ordinal));
        server.Lines.ShouldNotContain(line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.Contains("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_one()
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var server = new MailListener("ci", Password, certificate);

        (await TryAsync(server.Port, "TLS", "a-wrong-password", TestCertificates.Fingerprint(certificate))).Cause.ShouldBe(ProbeCause.Unauthorized);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_no_password_unless_encryption_is_switched_off()
    {
        await using var server = new MailListener("ci", Password);

        (await TryAsync(server.Port, "TLS", Password)).Cause.ShouldBe(ProbeCause.Protocol);
        server.Lines.ShouldNotContain(line => line.StartsWith("AUTH", StringComparison.Ordinal));
        (await TryAsync(server.Port, "NONE", Password)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_no_mail_server_is_told_apart_from_what_is_not_there()
    {
        await using var web = await ScriptedCluster.StartAsync(_ => Task.CompletedTask);

        (await TryAsync(new Uri(web.Address).Port, "SSL", Password)).Cause.ShouldBe(ProbeCause.Tls);
        (await TryAsync(Probing.ClosedPort(), "TLS", Password)).Cause.ShouldBe(ProbeCause.Connect);
    }

    private static Task<ProbeResult> TryAsync(int port, string encryption, string password, string? fingerprint = null) => new EmailProbe().TryAsync(
        EmailEndpoint.Type,
        ("senderAddress", "ci@acme.example"), ("encryptionMethod", encryption), ("outboundHost", "127.0.0.1"), ("outboundPort", port),
        ("outboundUsername", "ci"), ("outboundPassword", password), ("fingerprint", fingerprint));
}
