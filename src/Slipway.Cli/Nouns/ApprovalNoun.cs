using Slipway.Cli.Output;

namespace Slipway.Cli.Nouns;

/// <summary>Approvals: what pipelines ask people. The API calls them user operations.</summary>
internal static class ApprovalNoun
{
    public static Noun Noun { get; } = new()
    {
        Plural = "approvals",
        Singular = "approval",
        Path = "/codestream/api/user-operations",
        NameField = "index",
        Order = "createdAt desc",
        Columns =
        [
            Column.Of("PROJECT", "project"),
            Column.Of("INDEX", "index"),
            new("EXECUTION", document => $"{Column.Field(document, "pipelineName")}#{Column.Field(document, "executionIndex")}"),
            Column.Status("STATUS", "status"),
            Column.Moment("ASKED", "createdAt"),
            Column.Of("ANSWERED BY", "respondedBy"),
            Column.Prose("SUMMARY", "summary"),
        ],
    };
}
