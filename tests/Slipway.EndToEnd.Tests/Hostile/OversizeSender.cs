using System.Globalization;
using System.Text;

namespace Slipway.EndToEnd.Tests.Hostile;

/// <summary>Sends more than a delivery may have: it says so, or it sends in chunks and does not.</summary>
internal static class OversizeSender
{
    public const string Announced = "oversize, announced";
    public const string Chunked = "oversize, chunked";

    private const int Chunk = 64 * 1024;
    private const int Chunks = 32;

    public static Task AnnounceAsync(Target target, string source, CancellationToken cancellationToken) =>
        SendAsync(target, Announced, source, "Content-Length: 2097152", new byte[Chunk], cancellationToken);

    public static Task SendChunksAsync(Target target, string source, CancellationToken cancellationToken) =>
        SendAsync(target, Chunked, source, "Transfer-Encoding: chunked", [.. Encoding.ASCII.GetBytes(Chunk.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), .. new byte[Chunk], .. "\r\n"u8], cancellationToken);

    private static async Task SendAsync(Target target, string kind, string source, string length, byte[] part, CancellationToken cancellationToken)
    {
        await using var stream = await target.ConnectAsync(source, cancellationToken);
        var answer = SlowSender.AnswerAsync(stream, cancellationToken);
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {target.Path} HTTP/1.1\r\nHost: slipway\r\n{length}\r\n\r\n"), cancellationToken);
            for (var sent = 0; sent < Chunks && !answer.IsCompleted; sent++)
            {
                await stream.WriteAsync(part, cancellationToken);
            }
        }
        catch (IOException)
        {
            // It was cut off while it sent, as it should be.
        }

        target.Count(kind, await answer);
    }
}
