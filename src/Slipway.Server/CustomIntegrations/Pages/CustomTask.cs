using System.Text.Json.Nodes;
using Slipway.Pipelines;
using Slipway.Projects.CustomIntegrations;

namespace Slipway.Server.CustomIntegrations.Pages;

/// <summary>The task of a pipeline that runs a version.</summary>
internal static class CustomTask
{
    private const string DocumentStart = "---\n";

    /// <summary>Ready to be pasted between a stage's tasks; what is to be filled in stands between pointed brackets.</summary>
    public static string Sample(string name, IntegrationVersion version) => Written(new JsonObject
    {
        ["My task"] = new JsonObject
        {
            ["type"] = "Custom",
            ["input"] = new JsonObject
            {
                ["name"] = name,
                ["version"] = version.Name,
                ["properties"] = new JsonObject(version.Definition.InputProperties.DistinctBy(input => input.Name).Select(input =>
                    KeyValuePair.Create(input.Name, input.DefaultValue?.DeepClone() ?? (JsonNode?)JsonValue.Create($"<{(input.Title.Length > 0 ? input.Title : input.Name)}>")))),
            },
        },
    });

    private static string Written(JsonObject task) =>
        DocumentYaml.Write(task) is var yaml && yaml.StartsWith(DocumentStart, StringComparison.Ordinal) ? yaml[DocumentStart.Length..] : yaml;
}
