using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Slipway.EndToEnd.Tests.Cluster;

/// <summary>
/// The network between one node and the database. While it is cut, nothing goes through in either direction and nobody is told; afterwards the
/// connections of before are gone.
/// </summary>
internal sealed class DatabaseForwarder : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> sockets = new();
    private readonly CancellationTokenSource ending = new();
    private readonly string socketPath;
    private readonly Task accepting;
    private volatile TaskCompletionSource? cut;

    /// <param name="socketPath">PostgreSQL's Unix socket.</param>
    public DatabaseForwarder(string socketPath)
    {
        this.socketPath = socketPath;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where the node is to look for the database.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut() => cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Restore()
    {
        var (before, old) = (cut, sockets.Keys.ToList());
        cut = null;
        old.ForEach(Close);
        before?.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Dispose();
        Restore();
        await accepting;
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new ConcurrentBag<Task>();
        try
        {
            while (true)
            {
                connections.Add(ForwardAsync(await listener.AcceptSocketAsync(ending.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ForwardAsync(Socket node)
    {
        using var database = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (node)
        {
            sockets[node] = sockets[database] = true;
            try
            {
                node.NoDelay = true;
                await database.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), ending.Token);
                await Task.WhenAll(PumpAsync(node, database), PumpAsync(database, node));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // One side has gone, and so does the other.
            }
            finally
            {
                sockets.TryRemove(node, out _);
                sockets.TryRemove(database, out _);
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, ending.Token) is > 0 and var count)
            {
                if (cut is { } pause)
                {
                    await pause.Task.WaitAsync(ending.Token);
                }

                await to.SendAsync(buffer.AsMemory(0, count), ending.Token);
            }
        }
        finally
        {
            Close(to);
            Close(from);
        }
    }

    private static void Close(Socket socket)
    {
        try
        {
            socket.Close();
        }
        catch (ObjectDisposedException)
        {
            // It is closed.
        }
    }
}
