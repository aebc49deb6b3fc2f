using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Expressions;

namespace Slipway.Projects.Audit;

/// <summary>
/// Keeps out of the audit what is secret, and what only looks like it: a password that somebody wrote into a pipeline by mistake can be
/// taken out of the pipeline, but not out of the audit.
/// </summary>
internal static class AuditMask
{
    private const string Changed = $"{SecretMask.Text} (changed)";

    private static readonly string[] SecretWords = ["password", "passwd", "passphrase", "secret", "token", "apikey", "api_key", "api-key", "privatekey", "private_key", "credential", "authorization"];

    /// <summary>Whether the value is to be kept to itself for what it is called. An expression tells no secret, only where one is.</summary>
    public static bool IsSecret(string name, JsonNode? value) =>
        value is JsonValue && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number
        && SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
        && value.ToString() is { Length: > 0 } text && !text.Contains("${", StringComparison.Ordinal);

    /// <summary>A secret before and after.</summary>
    public static void Secret(string name, JsonNode? before, JsonNode? after, JsonObject was, JsonObject @is)
    {
        if (before is not null)
        {
            was[name] = SecretMask.Text;
        }

        if (after is not null)
        {
            @is[name] = before is null ? SecretMask.Text : Changed;
        }
    }

    /// <summary>The value, with all in it masked that is called like a secret.</summary>
    public static JsonNode? Copy(string name, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject members:
                return new JsonObject(members.Select(pair => KeyValuePair.Create(pair.Key, Copy(pair.Key, pair.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Copy(name, item))]);
            default:
                return IsSecret(name, value) ? JsonValue.Create(SecretMask.Text) : value?.DeepClone();
        }
    }
}
