using System.Diagnostics;

namespace Slipway.Bench.Subjects;

/// <summary>A subject in a process of its own. It ends without warning, as in a crash: what it has answered must be on disk by then.</summary>
internal sealed class SubjectProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private Task drained = Task.CompletedTask;

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
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["subject", name, "--data", data.FullName]) { RedirectStandardOutput = true };
        start.Environment[SubjectCommand.PasswordVariable] = password;
        var subject = new SubjectProcess(Process.Start(start)!);
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

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await drained;
        process.Dispose();
    }

    private async Task<Uri> ReadAddressAsync(string name, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(SubjectCommand.Announcement, StringComparison.Ordinal))
            {
                // Its log goes nowhere, but somebody has to read it lest the writing blocks.
                drained = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new Uri(line[SubjectCommand.Announcement.Length..]);
            }
        }

        throw new BenchException($"The subject '{name}' ended before it listened.");
    }
}
