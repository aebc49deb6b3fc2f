using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Slipway.Server.Audit;

/// <summary>Where requests come from. What a proxy says of it is not believed.</summary>
internal static class RemoteAddresses
{
    private const int NetworkBytes = 8;

    /// <summary>The address as people write it; null when there is none, such as over a Unix socket.</summary>
    public static string? RemoteAddress(this HttpContext context) => Plain(context.Connection.RemoteIpAddress)?.ToString();

    /// <summary>What one sender has: an IPv4 address, or the network of an IPv6 address, of which everybody has 2^64.</summary>
    public static string Sender(string? address)
    {
        if (!IPAddress.TryParse(address, out var parsed) || parsed.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return address ?? "";
        }

        var bytes = parsed.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return $"{new IPAddress(bytes)}/64";
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
