using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Slipway.EndToEnd.Tests.Hostile;

/// <summary>The server that is sent to, from whatever address of the loopback network (Linux has all of 127.0.0.0/8).</summary>
internal sealed record Target(Uri Server, string Token)
{
    /// <summary>What was answered, by kind of sender and status.</summary>
    public ConcurrentDictionary<(string Sender, int Status), int> Answers { get; } = [];

    public string Path => $"/pipelines/api/docker-hub-webhooks?secureToken={Token}";

    public void Count(string sender, int status) => Answers.AddOrUpdate((sender, status), 1, (_, count) => count + 1);

    /// <summary>The statuses that this kind of sender got, with how often.</summary>
    public Dictionary<int, int> Of(string sender) => Answers.Where(answer => answer.Key.Sender == sender).ToDictionary(answer => answer.Key.Status, answer => answer.Value);

    public async Task<NetworkStream> ConnectAsync(string source, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(source), 0));
            await socket.ConnectAsync(IPAddress.Loopback, Server.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A well-behaved client at that address.</summary>
    public HttpClient ClientAt(string source)
    {
        var handler = new SocketsHttpHandler { ConnectCallback = async (_, cancellationToken) => await ConnectAsync(source, cancellationToken) };
        return new HttpClient(handler) { BaseAddress = Server };
    }
}
