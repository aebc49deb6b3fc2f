using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Server.Tests.Triggers.Door;

/// <summary>HTTP byte by byte, from any address of the loopback network (Linux has all of 127.0.0.0/8).</summary>
internal static partial class RawHttp
{
    /// <summary>The whole answer with all its headers, but for the date.</summary>
    public static Task<string> AskAsync(Uri server, string method, string path, string body, string source, CancellationToken cancellationToken) => SendAsync(
        server, $"{method} {path} HTTP/1.1\r\nHost: slipway\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}", source, cancellationToken);

    /// <summary>Sends these bytes and reads until the server has no more to say.</summary>
    public static async Task<string> SendAsync(Uri server, string bytes, string source, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(source), 0));
        await socket.ConnectAsync(IPAddress.Loopback, server.Port, cancellationToken);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(bytes), cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(cancellationToken);
        return Date().Replace(answer, "");
    }

    [GeneratedRegex("Date: [^\r]*\r\n")]
    private static partial Regex Date();
}
