using Slipway.Cli.Output;

namespace Slipway.Cli.Nouns;

/// <summary>Events: what came of each push.</summary>
internal static class EventNoun
{
    public static Noun Noun { get; } = new()
    {
        Plural = "events",
        Singular = "event",
        Path = "/codestream/api/registry-events",
        HasName = false,
        Columns =
        [
            Column.Moment("RECEIVED", "createdAt"),
            Column.Of("PROJECT", "project"),
            new("IMAGE", document => $"{Column.Field(document, "imageName")}:{Column.Field(document, "tag")}"),
            Column.Status("OUTCOME", "outcome"),
            new("EXECUTION", document => Column.Field(document, "executionIndex") is { Length: > 0 } index ? $"{Column.Field(document, "pipeline")}#{index}" : ""),
            Column.Prose("MESSAGE", "message"),
        ],
    };
}
