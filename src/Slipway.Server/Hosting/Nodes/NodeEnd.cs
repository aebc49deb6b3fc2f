using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Slipway.Execution.Nodes;

namespace Slipway.Server.Hosting.Nodes;

/// <summary>
/// Ends a process that the other nodes have declared dead. It must not finish what it has begun, for another one is at it; so it does not stop, it ends.
/// </summary>
internal sealed partial class NodeEnd(ILogger<NodeEnd> logger) : IFatalErrorHandler, INodeEnd
{
    /// <summary>What the process answers, <c>EX_TEMPFAIL</c> of sysexits.h: starting it anew helps.</summary>
    public const int ExitCode = 75;

    private static readonly TimeSpan LogTime = TimeSpan.FromSeconds(5);

    private int ending;

    public bool IsUnexpected(Exception exception) => exception is not OperationCanceledException and not ThreadAbortException;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) => End(string.Join(": ", ((string?[])[context, exception?.Message]).OfType<string>()));

    public void End(string reason)
    {
        if (Interlocked.Exchange(ref ending, 1) != 0)
        {
            return;
        }

        LogEnds(reason);

        // On a thread of its own, for exiting waits for others. What hangs is not waited for.
        new Thread(() => Environment.Exit(ExitCode)) { IsBackground = true }.Start();
        new Thread(KillAfterLogTime) { IsBackground = true }.Start();
    }

    private static void KillAfterLogTime()
    {
        Thread.Sleep(LogTime);
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    [LoggerMessage(1020, LogLevel.Critical, "This node ends and has to be started anew. {Reason}")]
    private partial void LogEnds(string reason);
}
