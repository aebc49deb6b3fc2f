using System.Collections.Immutable;
using Slipway.Execution.State;
using Slipway.Triggers.Events;

namespace Slipway.Server.Triggers.Pages;

/// <summary>One page of the activity, kept true by what the feeds tell.</summary>
/// <param name="Filter">Which lines are listed.</param>
/// <param name="Page">Which page this is, from 1.</param>
/// <param name="Size">How many lines a page has.</param>
/// <param name="Lines">The lines, the newest first.</param>
/// <param name="TotalCount">How many there are on all pages.</param>
/// <param name="IsTotalExact">Whether there are no more than that.</param>
internal sealed record ActivityLines(ActivityFilter Filter, int Page, int Size, ImmutableArray<RegistryEvent> Lines, int TotalCount, bool IsTotalExact = true)
{
    /// <summary>The page after these events. Only the first page takes new lines: the others would shift under the reader's eyes.</summary>
    public ActivityLines With(IEnumerable<RegistryEvent> told)
    {
        var latest = told.ToList();
        var after = this with { Lines = [.. Lines.Select(line => latest.FirstOrDefault(change => change.Id == line.Id) is { } change ? change with { ExecutionStatus = line.ExecutionStatus } : line).Where(Filter.Matches)] };
        after = after with { TotalCount = TotalCount - (Lines.Length - after.Lines.Length) };
        var fresh = Page == 1 ? latest.Where(line => Lines.All(known => known.Id != line.Id) && Filter.Matches(line)).Reverse().ToList() : [];
        return fresh.Count > 0 ? after with { Lines = [.. fresh.Concat(after.Lines).Take(Size)], TotalCount = after.TotalCount + fresh.Count } : after;
    }

    /// <summary>The page after these executions have come to another state.</summary>
    public ActivityLines With(IEnumerable<ExecutionState> changes)
    {
        var statuses = changes.ToDictionary(change => change.Id, change => change.Status);
        return this with { Lines = [.. Lines.Select(line => line.Execution is { } execution && statuses.TryGetValue(execution, out var status) ? line with { ExecutionStatus = status } : line)] };
    }

    /// <summary>The page with the executions' states as they were read of these lines.</summary>
    public ActivityLines WithStatusesOf(IEnumerable<RegistryEvent> read)
    {
        var statuses = read.ToDictionary(line => line.Id, line => line.ExecutionStatus);
        return this with { Lines = [.. Lines.Select(line => line.ExecutionStatus is null && statuses.TryGetValue(line.Id, out var status) ? line with { ExecutionStatus = status } : line)] };
    }
}
