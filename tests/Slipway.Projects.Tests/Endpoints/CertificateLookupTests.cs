using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Shouldly;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;
using Xunit;

namespace Slipway.Projects.Tests.Endpoints;

public sealed class CertificateLookupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_shown_all_the_same_and_nothing_is_sent()
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var server = new TlsListener(certificate);

        var (found, problem) = await CertificateLookup.FindAsync("127.0.0.1", server.Port, Cancellation);

        problem.ShouldBeNull();
        var own = found.ShouldHaveSingleItem();
        own.Sha256.ShouldBe(TestCertificates.Fingerprint(certificate));
        own.Sha1.Replace(":", "", StringComparison.Ordinal).ShouldBe(certificate.GetCertHashString(HashAlgorithmName.SHA1));
        own.IssuedTo.ShouldBe(new CertificateName("server", "Acme"));
        own.IssuedBy.ShouldBe(new CertificateName("server", "Acme"));
        own.SerialNumber.ShouldBe(certificate.SerialNumber);
        own.HostNames.ShouldBe(["127.0.0.1"]);
        own.ExpiresOn.ToString("u", CultureInfo.InvariantCulture).ShouldBe(new DateTimeOffset(certificate.NotAfter).ToString("u", CultureInfo.InvariantCulture));
        server.Received.ShouldBe(0);
    }

    [Fact]
    public async Task The_servers_own_certificate_comes_first_and_the_one_above_it_next()
    {
        using var root = TestCertificates.Authority();
        using var authority = TestCertificates.Authority(root);
        using var certificate = TestCertificates.Signed(authority, "127.0.0.1");
        await using var server = new TlsListener(certificate, authority);

        var (found, _) = await CertificateLookup.FindAsync("127.0.0.1", server.Port, Cancellation);

        found.Select(one => one.Sha256).ShouldBe([TestCertificates.Fingerprint(certificate), TestCertificates.Fingerprint(authority)]);
        found[0].IssuedBy.ShouldBe(new CertificateName("department", "Acme Trust"));
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_or_is_not_there_is_said_to_be_so()
    {
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        var port = ((IPEndPoint)plain.LocalEndpoint).Port;
        var talk = Task.Run(
            async () =>
            {
                using var client = await plain.AcceptTcpClientAsync(Cancellation);
                await client.GetStream().WriteAsync("220 mail.example ESMTP\r\n"u8.ToArray(), Cancellation);
            },
            Cancellation);

        (await CertificateLookup.FindAsync("127.0.0.1", port, Cancellation)).Problem.ShouldNotBeNull().Cause.ShouldBe(ProbeCause.Tls);
        await talk;
        plain.Stop();
        (await CertificateLookup.FindAsync("127.0.0.1", port, Cancellation)).Problem.ShouldNotBeNull().Cause.ShouldBe(ProbeCause.Connect);
        (await CertificateLookup.FindAsync("nowhere.invalid", 443, Cancellation)).Problem.ShouldNotBeNull().Cause.ShouldBe(ProbeCause.Dns);
    }
}
