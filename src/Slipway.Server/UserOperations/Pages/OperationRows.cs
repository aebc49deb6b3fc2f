using Slipway.Execution.UserOperations;
using Slipway.Projects.Listing;

namespace Slipway.Server.UserOperations.Pages;

/// <summary>The rows of the page while things change.</summary>
internal static class OperationRows
{
    /// <summary>The page with what has changed since it was read.</summary>
    /// <param name="page">The page.</param>
    /// <param name="latest">What has changed.</param>
    /// <param name="isActive">Whether it shows what waits for an answer; otherwise what was closed.</param>
    /// <param name="isFirst">Whether what is new belongs on it.</param>
    /// <param name="isShown">Whether the reader may see it.</param>
    public static ListPage<UserOperation> Merge(ListPage<UserOperation> page, IReadOnlyCollection<UserOperation> latest, bool isActive, bool isFirst, Func<UserOperation, bool> isShown)
    {
        var changed = latest.ToDictionary(operation => operation.Id);
        var kept = page.Items.Select(row => changed.GetValueOrDefault(row.Id, row)).Where(Belongs).ToList();
        var known = page.Items.Select(row => row.Id).ToHashSet();
        var added = latest.Where(operation => !known.Contains(operation.Id) && Belongs(operation) && isShown(operation)).OrderByDescending(operation => operation.RequestedAt).ToList();
        return page with
        {
            Items = isFirst ? [.. added, .. kept] : kept,
            TotalCount = page.TotalCount - (page.Items.Count - kept.Count) + added.Count,
        };

        bool Belongs(UserOperation operation) => operation.Closing is null == isActive;
    }
}
