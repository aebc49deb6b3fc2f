using System.Text.Json.Nodes;
using Slipway.Pipelines.Writing;

namespace Slipway.Pipelines;

/// <summary>JSON as YAML, in the style of <see cref="DocumentFile.Write(Document)"/>.</summary>
public static class DocumentYaml
{
    /// <summary>Writes one YAML document, whatever the JSON holds. Every reader of YAML 1.1 or 1.2 reads the same values.</summary>
    public static string Write(JsonNode json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return YamlPrinter.Print([json]);
    }
}
