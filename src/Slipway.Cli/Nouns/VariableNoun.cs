using Slipway.Cli.Output;

namespace Slipway.Cli.Nouns;

/// <summary>Variables; the values of secret ones never come from the server.</summary>
internal static class VariableNoun
{
    public static Noun Noun { get; } = new()
    {
        Plural = "variables",
        Singular = "variable",
        Path = "/codestream/api/variables",
        Order = "project,name",
        Columns = [Column.Of("PROJECT", "project"), Column.Of("NAME", "name"), Column.Of("TYPE", "type"), Column.Prose("VALUE", "value"), Column.Prose("DESCRIPTION", "description")],
    };
}
