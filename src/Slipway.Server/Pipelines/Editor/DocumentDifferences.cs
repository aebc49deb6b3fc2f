using System.Text.Json.Nodes;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>What is not the same in two documents, key by key.</summary>
internal static class DocumentDifferences
{
    private const int Most = 40;

    public static IReadOnlyList<(string Field, string Mine, string Theirs)> Between(Document mine, Document theirs) =>
        [.. Between("", DocumentJson.Write(mine), DocumentJson.Write(theirs)).Take(Most)];

    private static IEnumerable<(string Field, string Mine, string Theirs)> Between(string path, JsonNode? mine, JsonNode? theirs)
    {
        if (JsonSameness.Are(mine, theirs))
        {
            return [];
        }

        return mine is JsonObject one && theirs is JsonObject other
            ? one.Select(pair => pair.Key).Union(other.Select(pair => pair.Key)).SelectMany(key => Between(path.Length == 0 ? key : $"{path}.{key}", one[key], other[key]))
            : [(path, Shown(mine), Shown(theirs))];
    }

    private static string Shown(JsonNode? value) => value switch
    {
        null => "—",
        JsonObject or JsonArray => DocumentYaml.Write(value).TrimEnd(),
        _ => WrittenValue.Of(value),
    };
}
