using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Execution.State;

namespace Slipway.Server.Executions.Pages;

/// <summary>What a list shows of an execution because its pipeline says so: the starred input and output, and its tags.</summary>
/// <param name="Values">The starred values that it has.</param>
/// <param name="Tags">The pipeline's and its own.</param>
internal sealed record Marked(ImmutableArray<MarkedValue> Values, ImmutableArray<string> Tags)
{
    /// <summary>Whether there is nothing to show.</summary>
    public bool IsEmpty => Values.IsEmpty && Tags.IsEmpty;

    /// <summary>Such as <c>2 tags</c>.</summary>
    public string TagText => Tags.Length == 1 ? "1 tag" : $"{Tags.Length} tags";

    /// <summary>What there is to show of this one.</summary>
    public static Marked Of(ExecutionState execution) => new(
        [
            .. Value("Input", execution.Definition.Starred?.Input, execution.Input),
            .. Value("Output", execution.Definition.Starred?.Output, execution.Output),
        ],
        [.. execution.Definition.Tags.Concat(execution.Tags).Distinct()]);

    private static IEnumerable<MarkedValue> Value(string kind, string? name, OrderedDictionary<string, JsonNode?>? values) =>
        name is not null && values?.GetValueOrDefault(name)?.ToString() is { Length: > 0 } text ? [new(kind, name, text)] : [];
}

/// <summary>A starred value.</summary>
/// <param name="Kind"><c>Input</c> or <c>Output</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Text">What it is.</param>
internal sealed record MarkedValue(string Kind, string Name, string Text)
{
    /// <summary>All of it, such as <c>Input TAG: 1.2</c>.</summary>
    public string Title => $"{Kind} {Name}: {Text}";
}
