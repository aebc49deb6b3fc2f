using System.Collections.Immutable;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// The single words that <c>${…}</c> knows in every execution. From Code Stream's own completion list and its Slack
/// example; its complete table is not public.
/// </summary>
public static class KnownGlobals
{
    /// <summary>Each word and what it stands for.</summary>
    public static ImmutableSortedDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["comments"] = "The comment that the execution was started with.",
        ["description"] = "The pipeline's description.",
        ["executionId"] = "The execution's id.",
        ["executionIndex"] = "The execution's number within its pipeline, from 1.",
        ["executionUrl"] = "The address of the execution's page.",
        ["name"] = "The pipeline's name.",
        ["project"] = "The name of the pipeline's project.",
        ["requestBy"] = "Who or what started the execution.",
        ["status"] = "The execution's status at the moment.",
        ["statusMessage"] = "The sentence that goes with the status.",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
