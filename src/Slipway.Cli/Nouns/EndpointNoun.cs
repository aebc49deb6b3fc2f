using Slipway.Cli.Output;

namespace Slipway.Cli.Nouns;

/// <summary>Endpoints: the systems outside that pipelines work with.</summary>
internal static class EndpointNoun
{
    public static Noun Noun { get; } = new()
    {
        Plural = "endpoints",
        Singular = "endpoint",
        Path = "/codestream/api/endpoints",
        Order = "project,name",
        Columns = [Column.Of("PROJECT", "project"), Column.Of("NAME", "name"), Column.Of("TYPE", "type"), new("RESTRICTED", document => Column.Field(document, "isRestricted") is "true" ? "yes" : ""), Column.Prose("DESCRIPTION", "description")],
    };
}
