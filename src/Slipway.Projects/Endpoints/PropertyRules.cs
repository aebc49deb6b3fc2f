using System.Globalization;
using System.Text;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Projects.Endpoints;

/// <summary>What a value must look like, by its kind.</summary>
internal static class PropertyRules
{
    /// <summary>The value as it is kept, and what is wrong with it; null when nothing is. Says nothing of a secret's content.</summary>
    public static (string Value, string? Problem) Check(EndpointProperty property, string value)
    {
        if (Encoding.UTF8.GetByteCount(value) > PropertyCompletion.MaxValueBytes)
        {
            return (value, $"has {Encoding.UTF8.GetByteCount(value)} bytes; at most {PropertyCompletion.MaxValueBytes} are kept.");
        }

        if (property.MayRefer && VariableReference.NameIn(value) is not null)
        {
            return (value.Trim(), null);
        }

        var manyLines = property.Kind is PropertyKind.Multiline or PropertyKind.Pem;
        if (value.EnumerateRunes().Any(rune => IsUnfit(rune, manyLines)))
        {
            return (value, manyLines ? "has control characters; only line ends and tabs may be in it." : "has a line end or another control character; it must be one line of text.");
        }

        // A secret keeps its blanks: they may be part of it.
        var bare = property.IsSecret || manyLines ? value : value.Trim();
        var (normal, wish) = property.Kind switch
        {
            PropertyKind.Url => (bare, IsAddress(bare, property) ? null : $"must be an address that starts with {string.Join(" or ", property.Schemes.Select(scheme => $"{scheme}://"))} and holds no password."),
            PropertyKind.Host => (bare, Uri.CheckHostName(bare) is not UriHostNameType.Unknown ? null : "must be a host name or an IP address, without scheme and port."),
            PropertyKind.Number => (bare, IsNumber(bare, property.Range) ? null : $"must be a whole number from {property.Range.Least} to {property.Range.Greatest}."),
            PropertyKind.Boolean => bool.TryParse(bare, out var flag) ? (flag ? "true" : "false", null) : (bare, "must be true or false."),
            PropertyKind.Choice => property.Choices.FirstOrDefault(choice => choice.Equals(bare, StringComparison.OrdinalIgnoreCase)) is { } choice
                ? (choice, null)
                : (bare, $"'{PropertyCompletion.Shown(bare)}' is not one of: {string.Join(", ", property.Choices)}."),
            PropertyKind.Pem => (bare, PemText.Of(bare) is not null ? null : "must be PEM (it has a line '-----BEGIN …-----') or the base64 of PEM."),
            PropertyKind.Fingerprint => (bare, Fingerprint.TryParse(bare, out _) ? null : "must be a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons."),
            PropertyKind.HostKey => (bare, HostKeyFingerprint.TryParse(bare, out _) ? null : "must be a host key's SHA-256 as ssh-keygen -l shows it: 'SHA256:' and 43 characters."),
            _ => (bare, (string?)null),
        };
        return (normal, wish);
    }

    private static bool IsUnfit(Rune rune, bool manyLines) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => !(manyLines && rune.Value is ('\n' or '\r' or '\t')),
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => !manyLines,
            // What stands in place of half a surrogate pair.
            _ => rune == Rune.ReplacementChar,
        };

    private static bool IsAddress(string value, EndpointProperty property) =>
        ScpAddress.Normalize(value) is var text
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && property.Schemes.Contains(address.Scheme)
        && address.Host.Length > 0
        && address.Fragment.Length == 0
        && (address.UserInfo.Length == 0 || (address.Scheme is "ssh" && !address.UserInfo.Contains(':', StringComparison.Ordinal)))
        && !text.Any(character => char.IsWhiteSpace(character) || character is '\\');

    private static bool IsNumber(string value, (int Least, int Greatest) range) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= range.Least && number <= range.Greatest;
}
