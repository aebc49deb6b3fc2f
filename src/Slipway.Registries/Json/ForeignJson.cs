using System.Text.Json;

namespace Slipway.Registries.Json;

/// <summary>Takes fields from somebody else's JSON without trusting their kind or their text. Never throws.</summary>
internal static class ForeignJson
{
    /// <summary>The field's value; null when the parent is no object or has no such field, or the field is null.</summary>
    public static JsonElement? Field(this JsonElement? parent, string name)
    {
        try
        {
            return parent is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
        }
        catch (InvalidOperationException)
        {
            // A neighbour's name holds half a surrogate pair and cannot be compared.
            return null;
        }
    }

    /// <summary>The text; null when the field is none, or holds half a surrogate pair.</summary>
    public static string? Text(this JsonElement? field)
    {
        if (field is not { ValueKind: JsonValueKind.String } text)
        {
            return null;
        }

        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The elements; none when the field is no array.</summary>
    public static IEnumerable<JsonElement?> Items(this JsonElement? field) =>
        field is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Select(e => (JsonElement?)e) : [];

    /// <summary>The kind as people say it.</summary>
    public static string Name(this JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        _ => "null",
    };
}
