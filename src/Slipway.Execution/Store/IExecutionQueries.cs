using System.Globalization;
using Slipway.Execution.State;
using Slipway.Projects.Listing;

namespace Slipway.Execution.Store;

/// <summary>Answers what people ask about executions.</summary>
public interface IExecutionQueries
{
    /// <summary>One page of executions, the newest first if nothing else is asked for.</summary>
    /// <param name="query">Which, in what order, and how many.</param>
    /// <param name="projects">The projects whose things the asker may look at; null for all of them.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ListPage<ExecutionState>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken);

    /// <summary>One page of the executions, the newest first.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="skip">How many to pass over; at least 0.</param>
    /// <param name="take">How many to return; 1 to 1000.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ListPage<ExecutionState>> ListAsync(ExecutionFilter filter, int skip, int take, CancellationToken cancellationToken);

    /// <summary>Where an execution that waits for a place stands in its pipeline's queue, from 1; null when it does not wait for one.</summary>
    Task<int?> PlaceInQueueAsync(ExecutionState execution, CancellationToken cancellationToken);

    /// <summary>The execution as last committed, every secret masked; or null.</summary>
    Task<ExecutionState?> FindAsync(ExecutionId id, CancellationToken cancellationToken);
}

/// <summary>Which executions are meant; null means any.</summary>
/// <param name="Project">Of this project.</param>
/// <param name="PipelineId">Of this pipeline.</param>
/// <param name="Status">With this status.</param>
/// <param name="Text">With this in its name, message, comments or requester, whatever the case; or <c>name#12</c>, the number of an execution.</param>
/// <param name="VisibleProjects">Of one of these projects, which are all that the asker may look at.</param>
public sealed record ExecutionFilter(string? Project = null, Guid? PipelineId = null, ExecutionStatus? Status = null, string? Text = null, IReadOnlySet<string>? VisibleProjects = null)
{
    /// <summary>Whether this execution is meant.</summary>
    public bool Matches(ExecutionState execution) =>
        (Project is null || Project == execution.Project)
        && (VisibleProjects is null || VisibleProjects.Contains(execution.Project))
        && (PipelineId is null || PipelineId == execution.PipelineId)
        && (Status is null || Status == execution.Status)
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
