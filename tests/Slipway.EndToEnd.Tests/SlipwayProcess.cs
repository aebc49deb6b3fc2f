using System.Diagnostics;
using System.Text;

namespace Slipway.EndToEnd.Tests;

/// <summary>The real <c>slipway serve</c>, as a process of its own. Ended by its id.</summary>
internal sealed class SlipwayProcess : IAsyncDisposable
{
    public const string UserName = "admin";
    public const string Password = "a password for tests";

    private const string Ready = "Slipway listens on ";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isDisposed;

    private SlipwayProcess(Process process) => this.process = process;

    /// <summary>The built command: the one that <c>make test</c> has just built.</summary>
    public static string Binary { get; } = Path.Combine(RepositoryRoot(), "artifacts", "bin", "Slipway.Cli", "debug", "slipway");

    public Uri Address { get; private set; } = null!;

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>Everything it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="data">Its data directory.</param>
    /// <param name="url">The address to listen on; with port 0 a free one.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <param name="password">The administrator's password, should this be the first start; null lets the server make one up.</param>
    /// <param name="arguments">More arguments.</param>
    public static Task<SlipwayProcess> StartAsync(string data, string url, CancellationToken cancellationToken, string? password = Password, params string[] arguments) =>
        StartAsync(data, url, new Dictionary<string, string?> { ["SLIPWAY_ADMIN_PASSWORD"] = password }, arguments, cancellationToken);

    /// <summary>Starts a server with more in its environment, and waits until it listens.</summary>
    public static async Task<SlipwayProcess> StartAsync(
        string data, string url, IReadOnlyDictionary<string, string?> environment, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = Start([Binary, "serve", "--data", data, "--urls", url, .. arguments]);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return await StartAsync(start, cancellationToken);
    }

    /// <summary>How a command is started that becomes a server, or is one.</summary>
    public static ProcessStartInfo Start(string[] command) => new(command[0], command[1..])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = Path.GetTempPath(),
        Environment = { ["SLIPWAY_ADMIN_PASSWORD"] = Password },
    };

    /// <summary>Starts a server in some surroundings of its own and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended before it did.</exception>
    public static async Task<SlipwayProcess> StartAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        var server = new SlipwayProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server.process.OutputDataReceived += (_, line) => server.Printed(line.Data);
        server.process.ErrorDataReceived += (_, line) => server.Printed(line.Data);
        server.process.Exited += (_, _) =>
        {
            // Until all that it has printed is read.
            server.process.WaitForExit();
            server.listening.TrySetException(new InvalidOperationException($"The server ended before it listened:\n{server.Output}"));
        };
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        try
        {
            server.Address = await server.listening.Task.WaitAsync(StartDeadline, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends it a signal, such as <c>STOP</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Its exit code, when it has ended.</summary>
    public async Task<int> EndedAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Also when the one that should have taken its place did not start.
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private void Printed(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (output)
        {
            output.AppendLine(line);
        }

        if (line.StartsWith(Ready, StringComparison.Ordinal))
        {
            listening.TrySetResult(new Uri(line[Ready.Length..]));
        }
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Slipway.slnx")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        }

        return directory.FullName;
    }
}
