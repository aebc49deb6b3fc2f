using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Slipway.Tasks.Tests.Endpoints;

/// <summary>Debian's sshd on a port of its own, with keys of its own, for the account that runs the test. Ended by its id.</summary>
internal sealed class SshServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly Process process;

    private SshServer(DirectoryInfo home, int port, string hostKey, string privateKey, Process process)
    {
        (Home, Port, HostKey, PrivateKey) = (home, port, hostKey, privateKey);
        this.process = process;
    }

    public DirectoryInfo Home { get; }

    public int Port { get; }

    /// <summary>The host key's SHA-256 as ssh-keygen tells it.</summary>
    public string HostKey { get; }

    /// <summary>The text of a key file that signs in.</summary>
    public string PrivateKey { get; }

    public static async Task<SshServer> StartAsync(CancellationToken cancellationToken)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed");
        var home = Directory.CreateTempSubdirectory("slipway-ssh-");
        var (host, user) = (Path.Combine(home.FullName, "host"), Path.Combine(home.FullName, "user"));
        await RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", host], cancellationToken);
        await RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", user], cancellationToken);
        var shown = await RunAsync("ssh-keygen", ["-l", "-E", "sha256", "-f", host + ".pub"], cancellationToken);
        if (Environment.IsPrivilegedProcess)
        {
            // Where a privileged sshd locks itself in.
            Directory.CreateDirectory("/run/sshd");
        }

        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo(Program, ["-D", "-e", "-f", "/dev/null", "-h", host, "-p", $"{port}",
            "-o", "ListenAddress=127.0.0.1", "-o", $"AuthorizedKeysFile={user}.pub", "-o", "StrictModes=no", "-o", "UsePAM=no", "-o", "PidFile=none", "-o", "PermitRootLogin=yes"])
        {
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var server = new SshServer(home, port, shown.Split(' ')[1], await File.ReadAllTextAsync(user, cancellationToken), process);
        await server.WaitAsync(cancellationToken);
        return server;
    }

    public static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellationToken, string? directory = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory ?? "" })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program}: {await error}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
        Home.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, deadline.Token);
                return;
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(20, deadline.Token);
            }
        }
    }
}
