using System.Text.Json.Nodes;
using Slipway.Pipelines.Reading;

namespace Slipway.Pipelines.Schema;

/// <summary>
/// The parts that schemas are made of, each as wide as the reader of documents is: quotes around numbers, one text for a list of
/// one, an empty list for an empty map. One <c>type</c> with several words says that shorter than alternatives do, and editors
/// complete it better; <c>pattern</c>, <c>items</c> and the like bind only values of their own type.
/// </summary>
internal static class Shape
{
    /// <summary>A text; numbers and booleans are read as they are written.</summary>
    public static JsonObject Text(string description) => Of(description, "string", "number", "boolean", "null");

    /// <summary>A text that must be there and not be blank.</summary>
    public static JsonObject Name(string description) => With(Of(description, "string", "number", "boolean"), ("pattern", @"\S"));

    public static JsonObject Flag(string description) => With(Of(description, "boolean", "string", "null"), ("pattern", $"^\\s*{Patterns.AnyOf(["true", "false"])}\\s*$"));

    public static JsonObject WholeNumber(string description, int least, int most = int.MaxValue) =>
        With(Of(description, "integer", "string", "null"), ("minimum", least), ("maximum", most), ("pattern", $"^{Patterns.WholeNumber}$"));

    /// <summary>A duration as <see cref="Pipelines.Duration"/> reads it; a number is seconds.</summary>
    public static JsonObject Duration(string description, TimeSpan most) =>
        With(Of(description, "string", "integer", "null"), ("minimum", (int)DurationReader.Least.TotalSeconds), ("maximum", (int)most.TotalSeconds), ("pattern", $"{Patterns.Blank}|^\\s*{Patterns.Duration}\\s*$"));

    public static JsonObject NumberAboveZero(string description) =>
        With(Of(description, "number", "string", "null"), ("exclusiveMinimum", 0), ("pattern", @"^[+-]?[0-9]*\.?[0-9]+$"));

    /// <summary>One of a few words, in any case; editors offer them as they are written here.</summary>
    public static JsonObject Word(string description, params IEnumerable<string> words) =>
        With(Of(description, "string", "null"), ("anyOf", new JsonArray(Enum(words), new JsonObject { ["pattern"] = $"^\\s*({Patterns.AnyOf(words)})?\\s*$" })));

    /// <summary>One of a few words exactly, where a blank is one as well.</summary>
    public static JsonObject ExactWord(string description, params IEnumerable<string> words) =>
        With(Of(description, "string", "null"), ("anyOf", new JsonArray(Enum(words), new JsonObject { ["pattern"] = "^$" }, new JsonObject { ["type"] = "null" })));

    /// <summary>A list of texts.</summary>
    public static JsonObject Texts(string description) =>
        With(Of(description, "array", "string", "number", "boolean", "null"), ("items", new JsonObject { ["type"] = Types("string", "number", "boolean") }));

    /// <summary>A list of texts, some of which editors offer.</summary>
    public static JsonObject Texts(string description, IEnumerable<(string Word, string Description)> offered)
    {
        var texts = Texts(description);
        texts["items"] = new JsonObject
        {
            ["anyOf"] = new JsonArray([.. offered.Select(o => With(Enum([o.Word]), ("description", o.Description))), new JsonObject { ["type"] = Types("string", "number", "boolean") }]),
        };
        return texts;
    }

    /// <summary>A map whose keys the document chooses.</summary>
    public static JsonObject Map(string description, JsonObject? values = null) =>
        With(Of(description, "object", "array", "null"), ("items", Nothing()), ("additionalProperties", values ?? (JsonNode)true));

    /// <summary>A map with keys of its own. Others are kept, with no more than a warning, so they are allowed.</summary>
    public static JsonObject Keys(string description, params IEnumerable<(string Key, JsonObject Schema)> keys) =>
        With(Of(description, "object", "array", "null"), ("items", Nothing()), ("properties", Properties(keys)), ("additionalProperties", true));

    /// <summary>A map, or a whole number in its place; blank counts as nothing.</summary>
    public static JsonObject OrAlone(JsonObject map, JsonObject number) => With(
        map,
        ("type", Names(["object", "integer", "string", "array", "null"])),
        ("minimum", number["minimum"]!.DeepClone()),
        ("maximum", number["maximum"]!.DeepClone()),
        ("pattern", $"{Patterns.Blank}|{number["pattern"]}"));

    /// <summary>A list of maps that are alike.</summary>
    public static JsonObject List(string description, JsonObject item) =>
        With(Of(description, "array", "object", "null"), ("additionalProperties", false), ("items", item));

    /// <summary>A map that must be one.</summary>
    public static JsonObject Item(string description, IEnumerable<string> required, params IEnumerable<(string Key, JsonObject Schema)> keys) =>
        With(Of(description, "object"), [.. Required(required), ("properties", Properties(keys)), ("additionalProperties", true)]);

    /// <summary>The keys that must be there, where there are any.</summary>
    public static IEnumerable<(string Key, JsonNode Value)> Required(IEnumerable<string> names) => Names(names) is { Count: > 0 } all ? [("required", all)] : [];

    /// <summary>No value fits: for the items of what may be an empty list.</summary>
    public static JsonObject Nothing() => new() { ["not"] = new JsonObject() };

    /// <summary>What stands among the schema's definitions.</summary>
    public static JsonObject Ref(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };

    public static JsonObject Enum(IEnumerable<string> words) => new() { ["enum"] = Names(words) };

    public static JsonArray Names(IEnumerable<string> names) => [.. names.Select(n => (JsonNode)n)];

    public static JsonObject Properties(IEnumerable<(string Key, JsonObject Schema)> keys) =>
        new(keys.Select(k => KeyValuePair.Create(k.Key, (JsonNode?)k.Schema)));

    public static JsonObject With(JsonObject schema, params IEnumerable<(string Key, JsonNode Value)> more)
    {
        foreach (var (key, value) in more)
        {
            schema[key] = value;
        }

        return schema;
    }

    public static JsonObject Of(string description, params IEnumerable<string> types) => new() { ["description"] = description, ["type"] = Types([.. types]) };

    private static JsonNode Types(params string[] types) => types is [var one] ? one : Names(types);
}
