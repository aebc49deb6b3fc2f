using System.Collections.Immutable;
using Slipway.Triggers.Events;

namespace Slipway.Server.Triggers.Pages;

/// <summary>One page of the activity, kept true by what the feed tells, without asking the database again.</summary>
/// <param name="Page">Which page this is, from 1.</param>
/// <param name="Size">How many lines a page has.</param>
/// <param name="Lines">The lines, the newest first.</param>
/// <param name="TotalCount">How many there are on all pages.</param>
/// <param name="IsTotalExact">Whether there are no more than that.</param>
internal sealed record ActivityLines(int Page, int Size, ImmutableArray<RegistryEvent> Lines, int TotalCount, bool IsTotalExact = true)
{
    /// <summary>The page after these events. Only the first page takes new lines: the others would shift under the reader's eyes.</summary>
    public ActivityLines With(IEnumerable<RegistryEvent> told)
    {
        var fresh = told.Where(line => Lines.All(known => known.Id != line.Id)).Reverse().ToList();
        return Page == 1 ? this with { Lines = [.. fresh.Concat(Lines).Take(Size)], TotalCount = TotalCount + fresh.Count } : this;
    }
}
