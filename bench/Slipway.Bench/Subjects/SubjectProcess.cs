using System.Diagnostics;
using System.Text.Json;
using Slipway.Bench.Executions;

namespace Slipway.Bench.Subjects;

/// <summary>A subject in a process of its own. It ends without warning, as in a crash: what it has answered must be on disk by then.</summary>
internal sealed class SubjectProcess : IAsyncDisposable
{
    /// <summary>What the line with a measure's figure begins with.</summary>
    public const string Measured = "measured ";

    // What a measure says that waits to be let go.
    private const string Ready = "ready";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestMeasure = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private Task drained = Task.CompletedTask;
    private ProcessorShare? share;

    private SubjectProcess(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>What the process has taken of the processors so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<SubjectProcess> StartAsync(string name, DirectoryInfo data, string password, CancellationToken cancellationToken)
    {
        var subject = Start(name, data, password, masterKey: null);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            subject.Address = await subject.ReadAddressAsync(name, patience.Token);
            return subject;
        }
        catch
        {
            await subject.DisposeAsync();
            throw;
        }
    }

    /// <summary>A subject that measures itself; it may go on after it has said so. Nodes of one database have one master key.</summary>
    public static SubjectProcess Measure(string name, DirectoryInfo data, string? database, int count, int seconds, string? masterKey = null) =>
        Start(
            name, data, "a-password-for-one-measurement", masterKey,
            [.. database is null ? Array.Empty<string>() : ["--database", database], "--count", $"{count}", "--seconds", $"{seconds}"]);

    /// <summary>In the subject: says that it is ready, and waits until it is asked for its figure.</summary>
    public static async Task WaitForGoAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine(Ready);
        await Console.In.ReadLineAsync(cancellationToken);
    }

    /// <summary>Waits until it waits.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        _ = await ReadLineAsync(Ready, patience.Token) ?? throw new BenchException("A measure ended before it was ready.");
    }

    /// <summary>Lets it take no more of the processors from now on than so much of one.</summary>
    public void Confine(double processors)
    {
        share = new ProcessorShare(processors);
        share.Hold(process);
    }

    /// <summary>What it measured of itself; one that waits is let go.</summary>
    public async Task<EngineFigure> FigureAsync(CancellationToken cancellationToken)
    {
        await process.StandardInput.WriteLineAsync("");
        await process.StandardInput.FlushAsync(cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestMeasure);
        return JsonSerializer.Deserialize<EngineFigure>(await ReadLineAsync(Measured, patience.Token) ?? throw new BenchException("A measure ended without a figure."))!;
    }

    /// <summary>SIGKILL: no goodbye.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await drained;
        process.Dispose();
        share?.Dispose();
    }

    private static SubjectProcess Start(string name, DirectoryInfo data, string password, string? masterKey, params string[] more)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["subject", name, "--data", data.FullName, .. more]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[SubjectCommand.PasswordVariable] = password;
        if (masterKey is not null)
        {
            start.Environment["SLIPWAY_MASTER_KEY"] = masterKey;
        }

        return new SubjectProcess(Process.Start(start)!);
    }

    private async Task<Uri> ReadAddressAsync(string name, CancellationToken cancellationToken) =>
        new(await ReadLineAsync(SubjectCommand.Announcement, cancellationToken) ?? throw new BenchException($"The subject '{name}' ended before it listened."));

    private async Task<string?> ReadLineAsync(string beginning, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                if (beginning != Ready)
                {
                    // Its log goes nowhere, but somebody has to read it lest the writing blocks.
                    drained = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                }

                return line[beginning.Length..];
            }
        }

        return null;
    }
}
