using Slipway.Cli.Output;

namespace Slipway.Cli.Nouns;

/// <summary>Webhooks for Docker: which pushes start which pipeline.</summary>
internal static class WebhookNoun
{
    public static Noun Noun { get; } = new()
    {
        Plural = "webhooks",
        Singular = "webhook",
        Path = "/codestream/api/registry-webhooks",
        Order = "project,name",
        Columns =
        [
            Column.Of("PROJECT", "project"),
            Column.Of("NAME", "name"),
            Column.Of("REPOSITORY", "repoName"),
            Column.Of("PIPELINE", "pipeline"),
            new("ENABLED", document => Column.Field(document, "enabled") is "true" ? "yes" : "no"),
            Column.Of("TAGS", "tagNamePattern"),
        ],
    };
}
