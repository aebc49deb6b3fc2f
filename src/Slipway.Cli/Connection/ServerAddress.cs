using System.Diagnostics.CodeAnalysis;

namespace Slipway.Cli.Connection;

/// <summary>Where a server is, as people write it.</summary>
internal static class ServerAddress
{
    /// <summary>An address with scheme, host and port alone, or what is wrong with the text.</summary>
    public static (Uri? Address, string? Problem) Parse(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var address) || !IsHttp(address) || address.Host.Length is 0
            ? (null, $"'{text}' is no address of a server. One looks like https://slipway.example or http://localhost:8080.")
        : address.UserInfo.Length > 0
            ? (null, "an address holds no user name and no password: they would be seen by everyone. Use slipway login.")
        : address.PathAndQuery is not "/" || address.Fragment.Length > 0
            ? (null, $"'{text}' has more than scheme, host and port. The API is at the root: {address.GetLeftPart(UriPartial.Authority)}")
        : (address, null);

    /// <summary>What a person should know before a password or a token goes there; null when all is well.</summary>
    public static bool IsOpenToListeners(Uri server, [NotNullWhen(true)] out string? warning)
    {
        warning = server.Scheme == Uri.UriSchemeHttp && !server.IsLoopback
            ? $"warning: {server} is not encrypted: whoever is on the way reads the token. Use https."
            : null;
        return warning is not null;
    }

    private static bool IsHttp(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;
}
