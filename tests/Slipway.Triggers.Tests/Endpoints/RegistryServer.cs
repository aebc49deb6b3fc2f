using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Slipway.Tasks.Tests.Endpoints;
using Xunit;

namespace Slipway.Triggers.Tests.Endpoints;

/// <summary>Debian's docker-registry behind TLS, which asks for a password itself or sends its clients to somebody who gives tokens. Ended by its id.</summary>
internal sealed class RegistryServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/docker-registry";

    // "acme" with the password "a-password-for-tests", as htpasswd -nbB makes it.
    private const string People = "acme:$2y$04$X/NBlRuqyc544V5p5dV8Cu.Nk3Tgpa0GwkAKHsZdL5I6DOJevk/Li\n";

    private readonly DirectoryInfo home;
    private readonly Process process;

    private RegistryServer(DirectoryInfo home, int port, Process process)
    {
        this.home = home;
        this.process = process;
        Address = $"https://127.0.0.1:{port}";
    }

    public string Address { get; }

    /// <summary>Starts one.</summary>
    /// <param name="certificate">Its certificate.</param>
    /// <param name="tokens">Where tokens are given, and whose they must be; null to ask for a password.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RegistryServer> StartAsync(X509Certificate2 certificate, (string Realm, X509Certificate2 Signer)? tokens, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed");
        var home = Directory.CreateTempSubdirectory("slipway-registry-");
        string In(string name) => Path.Combine(home.FullName, name);
        await File.WriteAllTextAsync(In("cert.pem"), certificate.ExportCertificatePem(), cancellationToken);
        await File.WriteAllTextAsync(In("key.pem"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), cancellationToken);
        await File.WriteAllTextAsync(In("people"), People, cancellationToken);
        if (tokens is { } giver)
        {
            await File.WriteAllTextAsync(In("signer.pem"), giver.Signer.ExportCertificatePem(), cancellationToken);
        }

        var port = Probing.ClosedPort();
        var who = tokens is null
            ? $"htpasswd: {{realm: acme, path: {In("people")}}}"
            : $"token: {{realm: \"{tokens.Value.Realm}\", service: registry, issuer: acme, rootcertbundle: {In("signer.pem")}}}";
        await File.WriteAllTextAsync(
            In("config.yml"),
            $"""
            version: 0.1
            log: {"{"}level: error{"}"}
            storage: {"{"}filesystem: {"{"}rootdirectory: {In("data")}{"}"}{"}"}
            http:
              addr: 127.0.0.1:{port}
              tls: {"{"}certificate: {In("cert.pem")}, key: {In("key.pem")}{"}"}
            auth:
              {who}
            """,
            cancellationToken);
        var process = Process.Start(new ProcessStartInfo(Program, ["serve", In("config.yml")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new RegistryServer(home, port, process);
        await server.WaitAsync(port, cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
        home.Delete(recursive: true);
    }

    private async Task WaitAsync(int port, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, deadline.Token);
                return;
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(20, deadline.Token);
            }
        }
    }
}
