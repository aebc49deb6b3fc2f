using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Cli.Output;

namespace Slipway.Cli.Nouns;

/// <summary>Pipelines.</summary>
internal static class PipelineNoun
{
    public static Noun Noun { get; } = new()
    {
        Plural = "pipelines",
        Singular = "pipeline",
        Path = "/codestream/api/pipelines",
        Order = "project,name",
        Columns =
        [
            Column.Of("PROJECT", "project"),
            Column.Of("NAME", "name"),
            Column.Status("STATE", "state"),
            new("STAGES", document => document["stageOrder"] is JsonArray stages ? stages.Count.ToString(CultureInfo.InvariantCulture) : ""),
            Column.Of("CONCURRENCY", "concurrency"),
            new("WARNINGS", document => document["_warnings"] is JsonArray { Count: > 0 } warnings ? warnings.Count.ToString(CultureInfo.InvariantCulture) : ""),
        ],
        Parts = new(Tasks, [Column.Of("STAGE", "stage"), Column.Of("TASK", "task"), Column.Of("TYPE", "type")]),
    };

    private static List<JsonObject> Tasks(JsonObject pipeline) =>
    [
        .. (pipeline["stageOrder"] as JsonArray ?? []).Select(name => name!.ToString()).SelectMany(stage =>
            (pipeline["stages"]?[stage]?["taskOrder"] as JsonArray ?? []).SelectMany(step => step!.ToString().Split(',', StringSplitOptions.TrimEntries)).Select(task => new JsonObject
            {
                ["stage"] = stage,
                ["task"] = task,
                ["type"] = pipeline["stages"]?[stage]?["tasks"]?[task]?["type"]?.DeepClone(),
            })),
    ];
}
