using Microsoft.AspNetCore.WebUtilities;
using Slipway.Execution.State;
using Slipway.Execution.Store;

namespace Slipway.Server.Executions.Pages;

/// <summary>What somebody looks for in the list of executions. It stands in the address, so that a link shows to others what it shows to them.</summary>
public sealed record ExecutionSearch
{
    /// <summary>The list's page.</summary>
    public const string Path = "/executions";

    private const string Table = "table";

    // An address has an end, and what is longer says nothing on a chip.
    private const int LongestChosen = 300;

    /// <summary>With this status; null for any.</summary>
    public ExecutionStatus? Status { get; init; }

    /// <summary>With this somewhere; null for anything.</summary>
    public string? Text { get; init; }

    /// <summary>Of this project; null for all.</summary>
    public string? Project { get; init; }

    /// <summary>Of pipelines of this name.</summary>
    public string? Pipeline { get; init; }

    /// <summary>Asked for by this user.</summary>
    public string? By { get; init; }

    /// <summary>With exactly this message.</summary>
    public string? Message { get; init; }

    /// <summary>With exactly these comments.</summary>
    public string? Comments { get; init; }

    /// <summary>Whether they stand in a table.</summary>
    public bool IsTable { get; init; }

    /// <summary>Whether it leaves anything out that is not another project's.</summary>
    public bool IsAny => this != new ExecutionSearch { Project = Project, IsTable = IsTable };

    /// <summary>The address that shows it, at the first page.</summary>
    public string Address => QueryHelpers.AddQueryString(Path, Parts.Where(part => part.Value is not null));

    /// <summary>All that stands in the address, for a form that puts a text beside it.</summary>
    public IReadOnlyDictionary<string, string?> Kept => Parts.Where(part => part.Key != "text").ToDictionary();

    /// <summary>What was chosen by a funnel, each with the search without it.</summary>
    public IEnumerable<(string Name, string Value, ExecutionSearch Without)> Chosen => new (string Name, string? Value, ExecutionSearch Without)[]
    {
        // What somebody wrote is looked for among one pipeline's executions, which an index finds.
        ("Pipeline", Pipeline, this with { Pipeline = null, Message = null, Comments = null }),
        ("By", By, this with { By = null }),
        ("Message", Message, this with { Message = null }),
        ("Comments", Comments, this with { Comments = null }),
    }.Where(one => one.Value is not null).Select(one => (one.Name, one.Value!, one.Without));

    private IEnumerable<KeyValuePair<string, string?>> Parts =>
    [
        new("status", Status?.Wire().ToLowerInvariant()), new("text", Text), new("project", Project),
        new("pipeline", Pipeline), new("by", By), new("message", Message), new("comments", Comments), new("as", IsTable ? Table : null),
    ];

    /// <summary>What an address asks for; what it misspells is left out.</summary>
    public static ExecutionSearch Of(string? status, string? text, string? project, string? pipeline, string? by, string? message, string? comments, string? viewAs) => new()
    {
        Status = Enum.GetValues<ExecutionStatus>().Cast<ExecutionStatus?>().FirstOrDefault(known => known!.Value.Wire().Equals(status, StringComparison.OrdinalIgnoreCase)),
        Text = Given(text),
        Project = Given(project),
        Pipeline = Exactly(pipeline),
        By = Exactly(by),
        Message = Exactly(message),
        Comments = Exactly(comments),
        IsTable = Table.Equals(viewAs, StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>The same with another text; blank for none.</summary>
    public ExecutionSearch For(string? text) => this with { Text = Given(text) };

    /// <summary>The address that shows only executions of the same pipeline.</summary>
    public string OnlyPipelineOf(ExecutionState execution) => (this with { Pipeline = execution.Name }).Address;

    /// <summary>The address that shows only what the same user asked for.</summary>
    public string OnlyBy(ExecutionState execution) => (this with { By = execution.RequestedBy }).Address;

    /// <summary>The address that shows only what this pipeline ended with in the same words; null when these are too many.</summary>
    public string? OnlyMessageOf(ExecutionState execution) =>
        execution.StatusMessage is { Length: > 0 and <= LongestChosen } message ? (this with { Pipeline = execution.Name, Message = message }).Address : null;

    /// <summary>The address that shows only what ran of this pipeline with the same comments; null when these are too long.</summary>
    public string? OnlyCommentsOf(ExecutionState execution) =>
        execution.Comments is { Length: > 0 and <= LongestChosen } comments ? (this with { Pipeline = execution.Name, Comments = comments }).Address : null;

    /// <summary>The same for the store and the feed.</summary>
    public ExecutionFilter FilterFor(IReadOnlySet<string>? visible) =>
        new(Project, Status: Status, Text: Text, VisibleProjects: visible) { Pipeline = Pipeline, By = By, Message = Message, Comments = Comments };

    private static string? Given(string? text) => Exactly(text)?.Trim();

    private static string? Exactly(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
