using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Slipway.Bench.Load;

/// <summary>The load: <c>wrk</c>, a closed loop. Every connection sends its next request when it has the answer to the last.</summary>
internal static class Wrk
{
    public const int Threads = 2;
    public const int Connections = 64;

    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Load", "post.lua");
    private static readonly string Body = Path.Combine(AppContext.BaseDirectory, "Load", "push.json");

    public static async Task<LoadResult> RunAsync(Uri target, TimeSpan duration, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-t", Threads.ToString(CultureInfo.InvariantCulture),
            "-c", Connections.ToString(CultureInfo.InvariantCulture),
            "-d", string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0}s"),
            "--timeout", "10s",
            "-s", Script,
            target.ToString(),
            "--", Body,
        ];
        using var wrk = Start(arguments);
        try
        {
            var errors = wrk.StandardError.ReadToEndAsync(cancellationToken);
            var output = await wrk.StandardOutput.ReadToEndAsync(cancellationToken);
            await wrk.WaitForExitAsync(cancellationToken);
            var result = output.Split('\n').LastOrDefault(line => line.StartsWith('{'));
            return result is null
                ? throw new BenchException($"wrk gave no result: {output}{await errors}")
                : JsonSerializer.Deserialize<LoadResult>(result, JsonSerializerOptions.Web)!;
        }
        finally
        {
            wrk.Kill();
        }
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception e)
        {
            throw new BenchException($"wrk cannot be started ({e.Message}). scripts/setup bench installs it.");
        }
    }
}
