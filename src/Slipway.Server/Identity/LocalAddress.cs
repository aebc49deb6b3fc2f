namespace Slipway.Server.Identity;

/// <summary>Addresses to go back to after signing in. They come from outside and must not lead outside.</summary>
internal static class LocalAddress
{
    /// <summary>The address if it is a path of this server, else <paramref name="otherwise"/>.</summary>
    public static string Or(string? address, string otherwise) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : otherwise;
}
