using System.Text;

namespace Slipway.EndToEnd.Tests.Hostile;

/// <summary>Sends as little as it can as slowly as it can, and comes again whenever it is cut off.</summary>
internal static class SlowSender
{
    public const string Headers = "slow headers";
    public const string Bodies = "slow bodies";
    public const string SteadyBodies = "slow bodies, fast enough for the least rate";

    private const int SteadyBytes = 300;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Never ends the headers.</summary>
    public static Task DribbleHeadersAsync(Target target, string source, CancellationToken cancellationToken) =>
        DribbleAsync(target, Headers, source, $"POST {target.Path} HTTP/1.1\r\nHost: slipway\r\n", "X-A: b\r\n", cancellationToken);

    /// <summary>Never ends the body, and knows the token: everybody else's is not read at all.</summary>
    /// <param name="target">The server.</param>
    /// <param name="source">From where.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task DribbleBodyAsync(Target target, string source, CancellationToken cancellationToken) =>
        DribbleAsync(target, Bodies, source, StartOfBody(target), " ", cancellationToken);

    /// <summary>Never ends the body either, and sends it fast enough to be let go on until the deadline.</summary>
    public static Task SendBodySteadilyAsync(Target target, string source, CancellationToken cancellationToken) =>
        DribbleAsync(target, SteadyBodies, source, StartOfBody(target), new string(' ', SteadyBytes), cancellationToken);

    private static string StartOfBody(Target target) => $"POST {target.Path} HTTP/1.1\r\nHost: slipway\r\nContent-Length: 1000000\r\n\r\n";

    private static async Task DribbleAsync(Target target, string kind, string source, string start, string more, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var stream = await target.ConnectAsync(source, cancellationToken);
                var answer = AnswerAsync(stream, cancellationToken);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(start), cancellationToken);
                while (!answer.IsCompleted)
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(more), cancellationToken);
                    await Task.WhenAny(answer, Task.Delay(Pause, cancellationToken));
                }

                target.Count(kind, await answer);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (IOException)
            {
                target.Count(kind, 0);
            }
        }
    }

    /// <summary>The status of the answer; 0 when the connection ends without one.</summary>
    public static async Task<int> AnswerAsync(Stream stream, CancellationToken cancellationToken)
    {
        var start = new byte[12];
        try
        {
            return await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken) < start.Length ? 0 : int.Parse(start.AsSpan(9), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
