using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Cli.Output;

namespace Slipway.Cli.Nouns;

/// <summary>Executions of pipelines: several of one name, told apart by number.</summary>
internal static class ExecutionNoun
{
    public static Noun Noun { get; } = new()
    {
        Plural = "executions",
        Singular = "execution",
        Path = "/codestream/api/executions",
        IsNumbered = true,
        Order = "_requestTimeInMicros desc",
        Columns =
        [
            Column.Of("PROJECT", "project"),
            new("EXECUTION", document => $"{Column.Field(document, "name")}#{Column.Field(document, "index")}"),
            Column.Status("STATUS", "status"),
            Column.Moment("REQUESTED", "createdAt"),
            new("TOOK", Took),
            Column.Of("BY", "_executedBy"),
            Column.Prose("MESSAGE", "statusMessage"),
        ],
        Parts = new(Tasks, [Column.Of("STAGE", "stage"), Column.Of("TASK", "name"), Column.Of("TYPE", "type"), Column.Status("STATUS", "status"), new("TOOK", Took), Column.Prose("MESSAGE", "statusMessage")]),
    };

    /// <summary>The tasks of all stages in their order, each with its stage.</summary>
    public static List<JsonObject> Tasks(JsonObject execution) =>
    [
        .. (execution["stageOrder"] as JsonArray ?? []).Select(name => name!.ToString()).SelectMany(stage =>
            (execution["stages"]?[stage]?["tasks"] as JsonObject ?? []).Select(task => task.Value).OfType<JsonObject>().Select(task =>
            {
                var row = task.DeepClone().AsObject();
                row["stage"] = stage;
                return row;
            })),
    ];

    private static string Took(JsonObject document) =>
        document["_durationInMicros"] is JsonValue value && value.TryGetValue<long>(out var micros)
            ? TimeSpan.FromMicroseconds(micros) is { TotalMinutes: >= 1 } long_ ? string.Create(CultureInfo.InvariantCulture, $"{(int)long_.TotalMinutes}m{long_.Seconds:00}s")
            : string.Create(CultureInfo.InvariantCulture, $"{micros / 1e6:0.0}s")
            : "";
}
