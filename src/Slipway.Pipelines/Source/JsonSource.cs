using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Source;

/// <summary>JSON trees as <see cref="SourceNode"/>s and back, so that a document means the same in YAML and in JSON.</summary>
internal static class JsonSource
{
    /// <summary>The tree as a document without places; null after saying what is too much.</summary>
    public static SourceNode? Read(JsonNode json, DiagnosticList diagnostics)
    {
        var budget = SourceLimits.Values;
        try
        {
            if (Node(json, 1, ref budget) is { } node)
            {
                return node;
            }
        }
        catch (ArgumentException)
        {
            diagnostics.Error(DiagnosticCodes.DuplicateKey, Place.None, "A key is twice in one JSON object.", "Keep one of them.");
            return null;
        }
        catch (InvalidOperationException)
        {
            diagnostics.Error(DiagnosticCodes.NotText, Place.None, "A JSON string holds half of a surrogate pair, which is no character.");
            return null;
        }

        diagnostics.Error(
            DiagnosticCodes.TooLarge,
            Place.None,
            $"The document is nested deeper than {SourceLimits.Depth} levels or has more than {SourceLimits.Values} values.");
        return null;
    }

    public static JsonNode? ToJson(SourceNode node) => node switch
    {
        SourceScalar scalar => CoreSchema.ToJson(scalar),
        SourceList list => new JsonArray([.. list.Items.Select(ToJson)]),
        SourceMap map => ToJson(map),
        _ => throw new InvalidOperationException("The kinds of source nodes are closed."),
    };

    public static JsonObject ToJson(SourceMap map)
    {
        var result = new JsonObject();
        foreach (var (key, value) in map.Entries)
        {
            result[key.Text] = ToJson(value);
        }

        return result;
    }

    private static SourceNode? Node(JsonNode? json, int depth, ref int budget)
    {
        if (--budget < 0)
        {
            return null;
        }

        switch (json)
        {
            case null:
                return new SourceScalar(Place.None, "", ScalarType.Null);
            case JsonValue value:
                return Scalar(value);
            case var _ when depth > SourceLimits.Depth:
                return null;
            case JsonArray array:
                var items = new List<SourceNode>(array.Count);
                foreach (var item in array)
                {
                    if (Node(item, depth + 1, ref budget) is not { } node)
                    {
                        return null;
                    }

                    items.Add(node);
                }

                return new SourceList(Place.None, items);
            default:
                var entries = new List<SourceEntry>();
                foreach (var (key, child) in json.AsObject())
                {
                    if (Node(child, depth + 1, ref budget) is not { } node)
                    {
                        return null;
                    }

                    entries.Add(new SourceEntry(new SourceScalar(Place.None, key, ScalarType.Text), node));
                }

                return new SourceMap(Place.None, entries);
        }
    }

    private static SourceScalar Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => new SourceScalar(Place.None, value.GetValue<string>(), ScalarType.Text),
        JsonValueKind.Number => new SourceScalar(Place.None, value.ToJsonString(), ScalarType.Number),
        JsonValueKind.True => new SourceScalar(Place.None, "true", ScalarType.Boolean),
        JsonValueKind.False => new SourceScalar(Place.None, "false", ScalarType.Boolean),
        _ => new SourceScalar(Place.None, "", ScalarType.Null),
    };
}
