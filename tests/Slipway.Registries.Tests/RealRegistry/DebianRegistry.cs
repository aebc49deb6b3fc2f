using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Xunit;

namespace Slipway.Registries.Tests.RealRegistry;

/// <summary>Debian's docker-registry (CNCF Distribution 2.8) on a port and a directory of its own. Ended by its id.</summary>
internal sealed class DebianRegistry : IAsyncDisposable
{
    private const string Program = "/usr/bin/docker-registry";
    private const int MostAttempts = 5;

    // RegistrySetUp.UserName with RegistrySetUp.Password, as htpasswd -nbB makes it.
    private const string People = "acme:$2y$04$X/NBlRuqyc544V5p5dV8Cu.Nk3Tgpa0GwkAKHsZdL5I6DOJevk/Li\n";

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("slipway-registry-");
    private readonly RegistrySetUp setUp;
    private Process? process;

    private DebianRegistry(RegistrySetUp setUp) => this.setUp = setUp;

    /// <summary>Where it listens, such as <c>https://127.0.0.1:5000</c>.</summary>
    public string Address => $"{(setUp.Certificate is null ? "http" : "https")}://{Host}";

    /// <summary>The same without the scheme, as image references have it.</summary>
    public string Host { get; private set; } = "";

    /// <summary>Starts one with nothing in it; the test is skipped where the program is not installed.</summary>
    public static async Task<DebianRegistry> StartAsync(RegistrySetUp setUp, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed");
        var registry = new DebianRegistry(setUp);
        try
        {
            // A free port may be taken by somebody else before it is used.
            for (var attempt = 1; ; attempt++)
            {
                registry.Host = $"127.0.0.1:{FreePort()}";
                await File.WriteAllTextAsync(registry.In("config.yml"), await registry.ConfigurationAsync(cancellationToken), cancellationToken);
                if (await registry.TryStartAsync(cancellationToken))
                {
                    return registry;
                }

                Assert.True(attempt < MostAttempts, $"{Program} does not start");
            }
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it, and with it all that it has not told yet. What was pushed stays on its disk.</summary>
    public async Task StopAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process?.Dispose();
        process = null;
    }

    /// <summary>Starts it anew at its old address, with what is on its disk.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken) => Assert.True(await TryStartAsync(cancellationToken), $"{Program} does not start at {Address} again");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        home.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string In(string name) => Path.Combine(home.FullName, name);

    private async Task<string> ConfigurationAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder($$"""
            version: 0.1
            log: {level: error}
            storage:
              filesystem: {rootdirectory: "{{In("data")}}"}
              delete: {enabled: true}
            http:
              addr: {{Host}}

            """);
        if (setUp.Certificate is { } certificate)
        {
            await File.WriteAllTextAsync(In("cert.pem"), certificate.ExportCertificatePem(), cancellationToken);
            await File.WriteAllTextAsync(In("key.pem"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), cancellationToken);
            text.AppendLine($"  tls: {{certificate: {In("cert.pem")}, key: {In("key.pem")}}}");
        }

        if (setUp.Tokens is var (realm, signer))
        {
            await File.WriteAllTextAsync(In("signer.pem"), signer.ExportCertificatePem(), cancellationToken);
            text.AppendLine($"auth: {{token: {{realm: \"{realm}\", service: registry, issuer: acme, rootcertbundle: {In("signer.pem")}}}}}");
        }
        else if (setUp.AsksForPassword)
        {
            await File.WriteAllTextAsync(In("people"), People, cancellationToken);
            text.AppendLine($"auth: {{htpasswd: {{realm: acme, path: {In("people")}}}}}");
        }

        if (setUp.Tells is { } hook)
        {
            text.AppendLine($$"""
                notifications:
                  endpoints:
                    - name: slipway
                      url: {{hook.AbsoluteUri}}
                      timeout: 5s
                      threshold: 3
                      backoff: 200ms
                """);
            if (!setUp.TellsEverything)
            {
                text.AppendLine("      ignore: {mediatypes: [application/octet-stream], actions: [pull]}");
            }
        }

        return text.ToString();
    }

    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        process = Process.Start(new ProcessStartInfo(Program, ["serve", In("config.yml")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        while (!process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPEndPoint.Parse(Host), deadline.Token);
                return !process.HasExited;
            }
            catch (SocketException)
            {
                await Task.Delay(20, deadline.Token);
            }
        }

        return false;
    }
}
