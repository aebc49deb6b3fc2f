using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Slipway.Server.Hosting.Nodes;

/// <summary>Where the other nodes reach this one. Not where people do: nobody signs in here, so only nodes may get there.</summary>
/// <param name="Address">An address of this machine.</param>
/// <param name="Port">A TCP port that is free.</param>
internal sealed record NodeEndpoint(IPAddress Address, int Port)
{
    /// <summary>The port where an address is given and no port.</summary>
    public const int UsualPort = 11111;

    private const string PortFile = "node.port";

    /// <summary>The endpoint that is asked for; if none is, one that is reached from this machine only.</summary>
    /// <param name="asked">An address or a name, with or without a port.</param>
    /// <param name="dataDirectory">Where the port is kept that was chosen: with the same one as before, a node that was killed is known again at once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="IOException">The name cannot be resolved, or the port is taken.</exception>
    public static async Task<NodeEndpoint> ChooseAsync(DnsEndPoint? asked, string dataDirectory, CancellationToken cancellationToken)
    {
        if (asked is not null)
        {
            var chosen = new NodeEndpoint(await ResolveAsync(asked.Host, cancellationToken), asked.Port is 0 ? UsualPort : asked.Port);
            return chosen.WhyNot() is { } problem ? throw new IOException($"--node-address: {problem}") : chosen;
        }

        var file = Path.Combine(dataDirectory, PortFile);
        if (File.Exists(file)
            && int.TryParse(await File.ReadAllTextAsync(file, cancellationToken), NumberStyles.None, CultureInfo.InvariantCulture, out var known) && known is > 0 and <= IPEndPoint.MaxPort
            && new NodeEndpoint(IPAddress.Loopback, known) is var before && before.WhyNot() is null)
        {
            return before;
        }

        var free = OnThisMachine();
        await File.WriteAllTextAsync(file, free.Port.ToString(CultureInfo.InvariantCulture), cancellationToken);
        return free;
    }

    /// <summary>A free port that is reached from this machine only.</summary>
    public static NodeEndpoint OnThisMachine()
    {
        // Orleans wants to know its port before it listens.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new NodeEndpoint(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port);
    }

    private static async Task<IPAddress> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return address;
        }

        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
            return addresses.OrderBy(found => found.AddressFamily is AddressFamily.InterNetwork ? 0 : 1).FirstOrDefault() ?? throw new IOException($"--node-address: '{host}' has no address.");
        }
        catch (SocketException e)
        {
            throw new IOException($"--node-address: '{host}' cannot be resolved: {e.Message}.", e);
        }
    }

    private string? WhyNot()
    {
        try
        {
            using var listener = new TcpListener(Address, Port);
            listener.Start();
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"port {Port} of {Address} is taken, by another node perhaps; two nodes of one machine need two ports, such as {Address}:{Port + 1}.",
                SocketError.AddressNotAvailable => $"{Address} is no address of this machine.",
                _ => $"{Address}:{Port} cannot be listened on: {e.Message}.",
            };
        }
    }
}
