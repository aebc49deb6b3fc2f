using System.Net;
using System.Net.Sockets;

namespace Slipway.EndToEnd.Tests;

/// <summary>
/// Addresses for servers that are started again where they were. The system gives its own free ports to whoever asks for any, also while a server is away;
/// these it gives to nobody.
/// </summary>
internal static class LastingAddress
{
    // Below what Linux gives out by itself (ip_local_port_range), above what services are known by.
    private const int First = 20_000;
    private const int Last = 32_000;

    /// <summary>An address of this machine at which nobody listens.</summary>
    public static string Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return $"http://127.0.0.1:{port}";
            }
            catch (SocketException)
            {
                // Somebody does.
            }
        }
    }
}
