using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>Puts <see cref="Text"/> in place of every secret, the longest first, so that none is left in pieces.</summary>
public sealed class SecretMask
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Text = "******";

    private readonly string[] _secrets;

    /// <summary>A mask for these texts.</summary>
    public SecretMask(IEnumerable<string> secrets) => _secrets = [.. secrets.Where(s => s.Length > 0).OrderByDescending(s => s.Length).ThenBy(s => s, StringComparer.Ordinal)];

    /// <summary>The text without secrets; the same object when it holds none.</summary>
    public string Mask(string text)
    {
        foreach (var secret in _secrets)
        {
            if (text.Contains(secret, StringComparison.Ordinal))
            {
                text = text.Replace(secret, Text, StringComparison.Ordinal);
            }
        }

        return text;
    }

    /// <summary>A copy without secrets: in texts, in keys, and numbers that are one.</summary>
    public JsonNode? Mask(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject o:
                var masked = new JsonObject();
                foreach (var (key, value) in o)
                {
                    masked[Mask(key)] = Mask(value);
                }

                return masked;
            case JsonArray a:
                return new JsonArray([.. a.Select(Mask)]);
            case JsonValue value when JsonText.TextOf(value) is { } text:
                return JsonValue.Create(Mask(text));
            case JsonValue value:
                var printed = value.ToJsonString();
                return Mask(printed) == printed ? value.DeepClone() : JsonValue.Create(Mask(printed));
            default:
                return null;
        }
    }

    /// <inheritdoc cref="Mask(JsonNode?)"/>
    public JsonObject? Mask(JsonObject? json) => Mask((JsonNode?)json)?.AsObject();
}
