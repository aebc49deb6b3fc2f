using System.Diagnostics;
using System.Text;
using Slipway.Sandbox.Kubernetes;

namespace Slipway.Sandbox.Tests.Kubernetes;

/// <summary>The real kubectl, with a kubeconfig and a home of its own. A run that hangs is ended by its id.</summary>
internal sealed class Kubectl : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("slipway-kubectl-");

    public Kubectl(KubernetesSandbox sandbox) => File.WriteAllText(Path.Combine(home.FullName, "kubeconfig"), sandbox.Kubeconfig);

    public sealed record Outcome(int Code, string Output, string Errors);

    public string Write(string name, string text)
    {
        var path = Path.Combine(home.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task<string> OkAsync(params string[] arguments)
    {
        var outcome = await RunAsync(arguments);
        outcome.Code.ShouldBe(0, $"kubectl {string.Join(' ', arguments)}\n{outcome.Output}{outcome.Errors}");
        return outcome.Output;
    }

    public async Task<Outcome> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Outcome(process.ExitCode, await output, await errors);
        }
        finally
        {
            End(process);
        }
    }

    /// <summary>Reads the lines of a run that does not end by itself until they satisfy, then ends it.</summary>
    public async Task<string> ReadUntilAsync(Func<string, bool> enough, Func<string, Task> onLine, params string[] arguments)
    {
        using var process = Start(arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var seen = new StringBuilder();
        try
        {
            while (!enough(seen.ToString()) && await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                seen.AppendLine(line);
                await onLine(line);
            }

            return seen.ToString();
        }
        finally
        {
            End(process);
        }
    }

    public void Dispose() => home.Delete(recursive: true);

    private Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = home.FullName;
        start.Environment["KUBECONFIG"] = Path.Combine(home.FullName, "kubeconfig");
        return Process.Start(start)!;
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
