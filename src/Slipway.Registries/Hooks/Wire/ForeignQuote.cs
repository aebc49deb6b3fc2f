using System.Text.Json;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Hooks.Wire;

/// <summary>Quotes a registry's own words, with the secrets struck out that it may repeat.</summary>
internal sealed class ForeignQuote(RegistryAccount account, Uri? hookUrl)
{
    private const int MaxDepth = 4;

    /// <summary>A blank and the first piece of text in an error body, whatever its shape; empty when there is none.</summary>
    public string Of(JsonElement? body, string? token)
    {
        if (FirstText(body, MaxDepth) is not { } text)
        {
            return "";
        }

        foreach (var secret in Secrets(token).OrderByDescending(s => s.Length))
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return $" {Excerpt.Of(text)}";
    }

    private IEnumerable<string> Secrets(string? token)
    {
        var values = (hookUrl?.Query.TrimStart('?') ?? "").Split('&').Select(pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]).ToArray();
        return new[] { account.Password, token, hookUrl?.OriginalString, hookUrl?.AbsoluteUri, hookUrl?.PathAndQuery }
            .Concat(values)
            .Concat(values.Select(Uri.UnescapeDataString))
            .OfType<string>()
            .Where(s => s.Length > 0);
    }

    private static string? FirstText(JsonElement? element, int depth) => element switch
    {
        { ValueKind: JsonValueKind.String } => element.Text(),
        { ValueKind: JsonValueKind.Array } when depth > 0 =>
            element.Items().Select(e => FirstText(e, depth - 1)).FirstOrDefault(t => t is not null),
        { ValueKind: JsonValueKind.Object } when depth > 0 =>
            element.Value.EnumerateObject().Select(p => FirstText(p.Value, depth - 1)).FirstOrDefault(t => t is not null),
        _ => null,
    };
}
