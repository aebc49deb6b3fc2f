using System.Diagnostics;
using System.Globalization;

namespace Slipway.Bench.Pages;

/// <summary><c>slipway serve</c> of the same build, in a process of its own.</summary>
internal sealed class ConsoleProcess : IAsyncDisposable
{
    public const string UserName = "admin";
    public const string Password = "a-password-for-one-measurement";

    private const string Ready = "Slipway listens on ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private Task drained = Task.CompletedTask;

    private ConsoleProcess(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>The memory that it has now, in MiB.</summary>
    public double ResidentMib => StatusMib("VmRSS");

    /// <summary>The most memory that it ever had, in MiB.</summary>
    public double PeakMib => StatusMib("VmHWM");

    /// <summary>What it has taken of the processors so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<ConsoleProcess> StartAsync(DirectoryInfo data, CancellationToken cancellationToken)
    {
        // Beside this program's folder lies the command's, built with it.
        var binary = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Slipway.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "slipway"));
        var start = new ProcessStartInfo(binary, ["serve", "--data", data.FullName, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["SLIPWAY_ADMIN_PASSWORD"] = Password;
        var server = new ConsoleProcess(Process.Start(start)!);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            server.Address = await server.ReadAddressAsync(patience.Token);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await drained;
        process.Dispose();
    }

    private async Task<Uri> ReadAddressAsync(CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                // Its log goes nowhere, but somebody has to read it lest the writing blocks.
                drained = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new Uri(line[Ready.Length..]);
            }
        }

        throw new BenchException("The server ended before it listened.");
    }

    // Such as "VmRSS:     205340 kB".
    private double StatusMib(string name) =>
        long.Parse(File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024d;
}
