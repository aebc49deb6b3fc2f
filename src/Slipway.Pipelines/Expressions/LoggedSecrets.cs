using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// Every form in which a secret may stand in what a program prints: its parts where it is JSON, the lines of one that has several, each of them as JSON
/// escapes it, percent-encoded, and in base64, also where it is encoded together with what stands before and after it.
/// </summary>
public static class LoggedSecrets
{
    /// <summary>Shorter lines, and shorter pieces of base64, are found by chance in what is no secret.</summary>
    private const int ShortestPiece = 8;

    /// <summary>The forms of all of them. White space around a secret is no part of it: a file ends with a line break, what is printed of it may not.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<string> secrets)
    {
        var parts = secrets
            .SelectMany(secret => SecretParts.Of(JsonValue.Create(secret)))
            .SelectMany(WithLines)
            .Where(SecretForms.IsHidden)
            .ToHashSet(StringComparer.Ordinal);
        return parts.SelectMany(SecretForms.Of).Concat(parts.SelectMany(Encoded)).Where(SecretForms.IsHidden).ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> WithLines(string secret) =>
        secret.Split('\n').Select(line => line.Trim()).Where(line => line.Length >= ShortestPiece).Prepend(secret.Trim());

    private static IEnumerable<string> Encoded(string secret)
    {
        var escaped = Uri.EscapeDataString(Sound(secret));
        yield return escaped;
        yield return escaped.Replace("%20", "+", StringComparison.Ordinal);
        foreach (var text in Base64(Encoding.UTF8.GetBytes(secret)))
        {
            yield return text;
            yield return text.Replace('+', '-').Replace('/', '_');
        }
    }

    // Three bytes are four characters: what comes before moves the bytes by 0, 1 or 2, and the outermost characters hold bits of the neighbours.
    private static IEnumerable<string> Base64(byte[] secret)
    {
        yield return Convert.ToBase64String(secret);
        for (var shift = 0; shift < 3; shift++)
        {
            var text = Convert.ToBase64String([.. new byte[shift], .. secret]);
            var core = text[(((shift * 8) + 5) / 6)..((shift + secret.Length) * 8 / 6)];
            if (core.Length >= ShortestPiece)
            {
                yield return core;
            }
        }
    }

    // Half of a surrogate pair cannot be percent-encoded, and is no reason to throw.
    private static string Sound(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
