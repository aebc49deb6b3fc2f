namespace Slipway.Registries.Hooks.Wire;

/// <summary>A token as it may stand in a header.</summary>
internal static class BearerToken
{
    private const int MaxLength = 16_384;

    /// <summary>Whether the text is one: RFC 6750, "b64token", and no longer than any header may be.</summary>
    public static bool IsOne(string? token) =>
        token is { Length: > 0 and <= MaxLength } && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' or '+' or '/' or '=');
}
