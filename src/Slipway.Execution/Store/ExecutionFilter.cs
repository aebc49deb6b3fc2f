using System.Globalization;
using Slipway.Execution.State;

namespace Slipway.Execution.Store;

/// <summary>Which executions are meant; null means any.</summary>
/// <param name="Project">Of this project.</param>
/// <param name="PipelineId">Of this pipeline.</param>
/// <param name="Status">With this status.</param>
/// <param name="Text">With this in its name, message, comments or requester, whatever the case; or <c>name#12</c>, the number of an execution.</param>
/// <param name="VisibleProjects">Of one of these projects, which are all that the asker may look at.</param>
public sealed record ExecutionFilter(string? Project = null, Guid? PipelineId = null, ExecutionStatus? Status = null, string? Text = null, IReadOnlySet<string>? VisibleProjects = null)
{
    /// <summary>Of a pipeline that had this name then.</summary>
    public string? Pipeline { get; init; }

    /// <summary>Asked for by this user.</summary>
    public string? By { get; init; }

    /// <summary>With this message, to the letter.</summary>
    public string? Message { get; init; }

    /// <summary>With these comments, to the letter.</summary>
    public string? Comments { get; init; }

    /// <summary>Whether this execution is meant.</summary>
    public bool Matches(ExecutionState execution) =>
        (Project is null || Project == execution.Project)
        && (VisibleProjects is null || VisibleProjects.Contains(execution.Project))
        && (PipelineId is null || PipelineId == execution.PipelineId)
        && (Status is null || Status == execution.Status)
        && (Pipeline is null || Pipeline == execution.Name)
        && (By is null || By == execution.RequestedBy)
        && (Message is null || Message == execution.StatusMessage)
        && (Comments is null || Comments == execution.Comments)
        && (string.IsNullOrWhiteSpace(Text)
            || (Number is { } number
                ? execution.Index == number.Index && Holds(execution.Name, number.Name)
                : Holds(execution.Name, Text) || Holds(execution.StatusMessage, Text) || Holds(execution.Comments, Text) || Holds(execution.RequestedBy, Text)));

    /// <summary>What <see cref="Text"/> names when it has the form <c>name#12</c> or <c>#12</c>; otherwise null.</summary>
    public (string Name, int Index)? Number =>
        Text?.LastIndexOf('#') is { } hash and >= 0 && int.TryParse(Text.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (Text[..hash].Trim(), index)
            : null;

    private static bool Holds(string text, string part) => text.Contains(part.Trim(), StringComparison.OrdinalIgnoreCase);
}
