using System.Collections.Immutable;
using Slipway.Execution.State;
using Slipway.Execution.Store;

namespace Slipway.Server.Executions.Pages;

/// <summary>One page of the list, kept true by what the feed tells, without asking the database again.</summary>
/// <param name="Filter">Which executions are listed.</param>
/// <param name="Page">Which page this is, from 1.</param>
/// <param name="Size">How many rows a page has.</param>
/// <param name="Rows">The rows, the newest first.</param>
/// <param name="TotalCount">How many there are on all pages.</param>
/// <param name="IsTotalExact">Whether there are no more than that.</param>
internal sealed record ExecutionRows(ExecutionFilter Filter, int Page, int Size, ImmutableArray<ExecutionState> Rows, int TotalCount, bool IsTotalExact = true)
{
    /// <summary>The page after these changes. Only the first page takes new rows: the others would shift under the reader's eyes.</summary>
    public ExecutionRows With(IEnumerable<ExecutionState> changes) => changes.Aggregate(this, (rows, change) => rows.With(change));

    private ExecutionRows With(ExecutionState change)
    {
        if (Rows.FirstOrDefault(row => row.Id == change.Id) is { } known)
        {
            return change.Version <= known.Version ? this
                : Filter.Matches(change) ? this with { Rows = Rows.Replace(known, change, ReferenceEqualityComparer.Instance) }
                : this with { Rows = Rows.Remove(known, ReferenceEqualityComparer.Instance), TotalCount = TotalCount - 1 };
        }

        var belongs = Page == 1 && Filter.Matches(change) && (TotalCount <= Rows.Length || change.RequestedAt > Rows[^1].RequestedAt);
        return belongs
            ? this with { Rows = [.. Rows.Append(change).OrderByDescending(row => row.RequestedAt).Take(Size)], TotalCount = TotalCount + 1 }
            : this;
    }
}
