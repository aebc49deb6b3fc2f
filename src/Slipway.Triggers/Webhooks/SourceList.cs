using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Slipway.Triggers.Webhooks;

/// <summary>The addresses that deliveries may come from. An empty list allows all.</summary>
public sealed record SourceList
{
    /// <summary>How many entries a list has at most.</summary>
    public const int MaxEntries = 100;

    private const int LongestEntry = 64;
    private const int MappedPrefix = 96;

    private SourceList(ImmutableArray<IPNetwork> networks) => Networks = networks;

    /// <summary>Allows every address.</summary>
    public static SourceList Any { get; } = new([]);

    /// <summary>Whether every address is allowed.</summary>
    public bool IsAny => Networks.IsEmpty;

    /// <summary>The entries as people write them: <c>192.0.2.7</c>, <c>2001:db8::/32</c>.</summary>
    public IReadOnlyList<string> Entries => [.. Networks.Select(network => network.PrefixLength == Bits(network.BaseAddress) ? network.BaseAddress.ToString() : network.ToString())];

    private ImmutableArray<IPNetwork> Networks { get; }

    /// <summary>Reads addresses and networks (CIDR) of IPv4 and IPv6; what is there twice is kept once.</summary>
    /// <param name="entries">What a person wrote; blank entries do not count.</param>
    /// <param name="list">The list.</param>
    /// <param name="problem">What is wrong, with which entry, and what would be right.</param>
    public static bool TryParse(IEnumerable<string> entries, [NotNullWhen(true)] out SourceList? list, [NotNullWhen(false)] out string? problem)
    {
        (list, problem) = (null, null);
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var entry in entries.Where(entry => !string.IsNullOrWhiteSpace(entry)))
        {
            if (!TryParseEntry(entry, out var network, out problem))
            {
                return false;
            }

            if (networks.Contains(network))
            {
                continue;
            }

            if (networks.Count == MaxEntries)
            {
                problem = $"There are more than {MaxEntries} entries. Give networks in place of single addresses.";
                return false;
            }

            networks.Add(network);
        }

        list = networks.Count is 0 ? Any : new SourceList(networks.ToImmutable());
        return true;
    }

    /// <summary>Reads one address, or one network whose address is its first one. What is mapped from IPv4 is IPv4.</summary>
    public static bool TryParseEntry(string entry, out IPNetwork network, [NotNullWhen(false)] out string? problem)
    {
        network = default;
        problem = null;
        var text = entry.Trim();
        if (text.Length > LongestEntry)
        {
            problem = $"'{text[..LongestEntry]}…' is too long for an address.";
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryParseAddress(slash < 0 ? text : text[..slash], out var address))
        {
            problem = $"'{text}' is neither an address nor a network. Right would be 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.";
            return false;
        }

        var bits = Bits(address);
        var length = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
        {
            problem = $"'{text}' is no network: after the slash stands a number from 0 to {bits}.";
            return false;
        }

        if (address.IsIPv4MappedToIPv6 && length >= MappedPrefix)
        {
            (address, length) = (address.MapToIPv4(), length - MappedPrefix);
        }

        var first = First(address, length);
        network = new IPNetwork(first, length);
        if (!first.Equals(address))
        {
            problem = $"'{text}' is no network: did you mean {network}?";
            return false;
        }

        return true;
    }

    /// <summary>Whether deliveries may come from there. An address that is mapped from IPv4 is the same as that one.</summary>
    public bool Allows(IPAddress source)
    {
        var plain = source.IsIPv4MappedToIPv6 ? source.MapToIPv4() : source;
        return IsAny || Networks.Any(network => network.Contains(plain));
    }

    /// <summary>Whether both hold the same entries in the same order.</summary>
    public bool Equals(SourceList? other) => other is not null && Networks.SequenceEqual(other.Networks);

    /// <inheritdoc/>
    public override int GetHashCode() => Networks.Aggregate(0, HashCode.Combine);

    /// <summary>The entries, or <c>any</c>.</summary>
    public override string ToString() => IsAny ? "any" : string.Join(", ", Entries);

    // .NET also takes 127.1, 0x7f000001, 010.0.0.1, [::1]:80 and fe80::1%eth0, which are not what whoever writes them here believes.
    private static bool TryParseAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && (address.AddressFamily is AddressFamily.InterNetwork ? address.ToString() == text : text.AsSpan().IndexOfAny('[', '%') < 0);

    private static int Bits(IPAddress address) => address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128;

    private static IPAddress First(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}
