using System.Net;

namespace Slipway.Tasks.Notifications;

/// <summary>
/// Where no notification goes: link-local addresses, at which clouds tell a machine its credentials (169.254.169.254 at AWS, Azure, Google and others), and
/// what serves the same purpose elsewhere.
/// </summary>
internal static class ForbiddenNetworks
{
    private static readonly IPNetwork[] All =
    [
        .. new[]
        {
            "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32", "::/128", "fe80::/10", "ff00::/8",

            // The metadata services of Alibaba Cloud, AWS over IPv6 and Google over IPv6.
            "100.100.100.200/32", "fd00:ec2::254/128", "fd20:ce::254/128",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Whether an address is there. One of version 4 that is written as one of version 6 is what it stands for.</summary>
    public static bool Has(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : Embedded(address) ?? address;
        return All.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    // 64:ff9b::/96 (RFC 6052) and 2002::/16 (RFC 3056) carry an address of version 4 to its destination.
    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily is not System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        return bytes.AsSpan(0, 12).SequenceEqual((ReadOnlySpan<byte>)[0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) ? new IPAddress(bytes.AsSpan(12))
            : bytes is [0x20, 0x02, ..] ? new IPAddress(bytes.AsSpan(2, 4))
            : null;
    }
}
