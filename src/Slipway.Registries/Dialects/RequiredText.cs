using System.Text.Json;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>A text that a delivery cannot do without.</summary>
internal static class RequiredText
{
    /// <summary>Reads <c>parent.name</c>, or says in <paramref name="malformed"/> why it cannot be had.</summary>
    public static bool TryRead(JsonElement root, string parent, string name, string example, out string text, out DialectResult.Malformed? malformed)
    {
        var outer = ForeignJson.Field(root, parent);
        var field = outer.Field(name);
        text = field.Text() ?? "";
        var reason = (outer, field) switch
        {
            (null, _) => $"missing, and so is all of '{parent}'",
            ({ ValueKind: not JsonValueKind.Object }, _) => $"missing: '{parent}' is a JSON {outer.Value.ValueKind.Name()} and no object",
            (_, null) => "missing",
            (_, { ValueKind: not JsonValueKind.String }) => $"a JSON {field.Value.ValueKind.Name()} and no string",
            _ when text.Length == 0 => field.Value.GetRawText() == "\"\"" ? "empty" : "no readable text",
            _ => null,
        };
        malformed = reason is null ? null : new DialectResult.Malformed($"{parent}.{name}", $"{reason}; expected a string such as {example}");
        return malformed is null;
    }
}
