using System.Diagnostics;
using Npgsql;

namespace Slipway.Storage.Tests.Postgres;

/// <summary>
/// A PostgreSQL of our own: Debian's binaries on a temporary directory and a Unix socket, as a user that is not root. Ended by its id.
/// Its default collation is English, so that whoever relies on the default order is found out.
/// </summary>
public class PostgresProcess(string sharedBuffers = "32MB") : IAsyncDisposable
{
    private const string Owner = "slipway";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly string[] AsNobody = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("slipway-pg-");
    private Process? process;
    private int databases;

    /// <summary>Its Unix socket.</summary>
    public string SocketPath => Path.Combine(home.FullName, ".s.PGSQL.5432");

    private string Data => Path.Combine(home.FullName, "data");

    private string Log => Path.Combine(home.FullName, "log");

    /// <summary>Makes its files and starts it.</summary>
    public async ValueTask InitializeAsync()
    {
        if (AsNobody.Length > 0)
        {
            await RunAsync(["chown", "nobody:nogroup", home.FullName]);
        }

        await RunAsync([.. AsNobody, Binary("initdb"), "--no-sync", "-D", Data, "-U", Owner, "-A", "trust", "-E", "UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en"]);
        await StartAsync();
    }

    /// <summary>A new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await ExecuteAsync($"create database {name}", cancellationToken);
        return ConnectionString(name);
    }

    /// <summary>Runs a statement as the server's owner.</summary>
    public Task ExecuteAsync(string sql, CancellationToken cancellationToken) => ExecuteOnAsync(ConnectionString("postgres"), sql, cancellationToken);

    /// <summary>Runs a statement in one of its databases.</summary>
    public static async Task ExecuteOnAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first column of the rows, read on a connection of its own.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var values = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            values.Add(await reader.GetFieldValueAsync<T>(0, cancellationToken));
        }

        return values;
    }

    public string ConnectionString(string database) => $"Host={home.FullName};Database={database};Username={Owner}";

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            // After a kill, the kernel may still have to see to the old one's children.
            if (process is null or { HasExited: true })
            {
                process?.Dispose();
                process = Start([.. AsNobody, Binary("postgres"), "-D", Data, "-k", home.FullName, "-c", "listen_addresses=", "-c", $"shared_buffers={sharedBuffers}", "-c", "max_connections=200"]);
            }

            try
            {
                await ExecuteAsync("select 1", CancellationToken.None);
                return;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(start) < StartDeadline)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    /// <summary>SIGKILL: no checkpoint, no goodbye.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            // SIGQUIT: the children go at once and with their parent; a kill would leave them to find out.
            await RunAsync(["kill", "-QUIT", $"{process.Id}"]);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        home.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    // Debian keeps them off the PATH, a directory for each major version.
    private static string Binary(string name) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => double.TryParse(Path.GetFileName(version), out var number) ? number : 0).Select(version => Path.Combine(version, "bin", name)).First(File.Exists)
            : name;

    private static async Task RunAsync(string[] command)
    {
        using var run = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var output = run.StandardOutput.ReadToEndAsync();
        var errors = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        if (run.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {await output}{errors} (scripts/setup test installs PostgreSQL)");
        }
    }

    private Process Start(string[] command)
    {
        var started = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, WorkingDirectory = "/" })!;
        started.ErrorDataReceived += (_, line) =>
        {
            lock (home)
            {
                File.AppendAllText(Log, line.Data + Environment.NewLine);
            }
        };
        started.BeginErrorReadLine();
        return started;
    }
}
