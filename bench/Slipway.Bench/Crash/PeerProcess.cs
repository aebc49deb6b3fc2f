using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Slipway.Bench.Deliveries;

namespace Slipway.Bench.Crash;

/// <summary>Debian's <c>webhook</c>: a rule that checks token and tag, and a script that notes the tag in a file.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process process;

    private PeerProcess(Process process, Uri door) => (this.process, Door) = (process, door);

    public Uri Door { get; }

    public static async Task<PeerProcess> StartAsync(DirectoryInfo home, CancellationToken cancellationToken)
    {
        var script = Path.Combine(home.FullName, "act");
        await File.WriteAllTextAsync(script, $"echo \"$1\" >> {Acted(home)}\n", cancellationToken);
        var hooks = Path.Combine(home.FullName, "hooks.json");
        await File.WriteAllTextAsync(hooks, Hooks(script).ToJsonString(), cancellationToken);

        var port = FreePort();
        var peer = new PeerProcess(Start(hooks, port), new Uri($"http://127.0.0.1:{port}/hooks/web?secureToken={Deliveries.Door.Token}"));
        await peer.ListensAsync(port, cancellationToken);
        return peer;
    }

    /// <summary>The file that names what was acted on, a line each.</summary>
    public static string Acted(DirectoryInfo home) => Path.Combine(home.FullName, "acted");

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private static JsonArray Hooks(string script) =>
    [
        new JsonObject
        {
            ["id"] = "web",
            ["execute-command"] = "/bin/sh",
            ["success-http-response-code"] = 202,
            ["pass-arguments-to-command"] = new JsonArray(
                new JsonObject { ["source"] = "string", ["name"] = script },
                new JsonObject { ["source"] = "payload", ["name"] = "push_data.tag" }),
            ["trigger-rule"] = new JsonObject
            {
                ["and"] = new JsonArray(
                    new JsonObject { ["match"] = new JsonObject { ["type"] = "value", ["value"] = Deliveries.Door.Token, ["parameter"] = new JsonObject { ["source"] = "url", ["name"] = "secureToken" } } },
                    new JsonObject { ["match"] = new JsonObject { ["type"] = "regex", ["regex"] = "^[0-9.]+$", ["parameter"] = new JsonObject { ["source"] = "payload", ["name"] = "push_data.tag" } } }),
            },
        },
    ];

    private static Process Start(string hooks, int port)
    {
        try
        {
            var peer = Process.Start(new ProcessStartInfo("webhook", ["-hooks", hooks, "-ip", "127.0.0.1", "-port", $"{port}"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            peer.BeginErrorReadLine();
            peer.BeginOutputReadLine();
            return peer;
        }
        catch (Win32Exception e)
        {
            throw new BenchException($"webhook cannot be started ({e.Message}). scripts/setup bench installs it.");
        }
    }

    private async Task ListensAsync(int port, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(start) < Patience && !process.HasExited)
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
