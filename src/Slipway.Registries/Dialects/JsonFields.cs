using System.Text.Json;

namespace Slipway.Registries.Dialects;

/// <summary>Takes fields from a foreign JSON object without trusting their kind.</summary>
internal static class JsonFields
{
    /// <summary>The field's value; null when the parent is no object or has no such field, or the field is null.</summary>
    public static JsonElement? Field(this JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The text of the field; null when it is none, or holds half a surrogate pair.</summary>
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

    /// <summary>The text that a delivery cannot do without, or why it cannot be had.</summary>
    public static bool TryRequire(JsonElement root, string parent, string name, string example, out string text, out DialectResult.Malformed? malformed)
    {
        var outer = Field(root, parent);
        var field = outer.Field(name);
        text = field.Text() ?? "";
        var reason = (outer, field) switch
        {
            (null, _) => $"missing, and so is all of '{parent}'",
            ({ ValueKind: not JsonValueKind.Object }, _) => $"missing: '{parent}' is a JSON {Name(outer.Value.ValueKind)} and no object",
            (_, null) => "missing",
            (_, { ValueKind: not JsonValueKind.String }) => $"a JSON {Name(field.Value.ValueKind)} and no string",
            _ when text.Length == 0 => field.Value.GetRawText().Length == 2 ? "empty" : "no readable text",
            _ => null,
        };
        malformed = reason is null ? null : new DialectResult.Malformed($"{parent}.{name}", $"'{parent}.{name}' is {reason}; expected a string such as {example}");
        return malformed is null;
    }

    public static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        _ => "null",
    };
}
