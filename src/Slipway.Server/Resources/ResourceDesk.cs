using System.Text.Json.Nodes;
using Slipway.Projects.Listing;
using Slipway.Projects.Resources;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Resources;

/// <summary>
/// What people do to resources of one kind on the pages of the console: the API's documents and the API's checks, without a request. Each act
/// asks anew who they are and what they may do, for a page stays open for long.
/// </summary>
internal sealed class ResourceDesk<TKind, T>(TKind kind, PageAccess people, PageActs acts)
    where TKind : ResourceKind<T>
    where T : class, IResource
{
    /// <summary>One page of those that the reader may look at.</summary>
    public async Task<ListPage<T>> ListAsync(ListQuery query, CancellationToken cancellationToken) =>
        await kind.Store.ListAsync(query, await VisibleAsync(cancellationToken), cancellationToken);

    /// <summary>The one of that id as it is; null when there is none that the reader may look at.</summary>
    public async Task<T?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await kind.Store.FindAsync(id, cancellationToken) is { } item && (await VisibleAsync(cancellationToken))?.Contains(item.Project) is not false ? item : null;

    /// <summary>Makes what the document says.</summary>
    /// <param name="document">As one would POST it.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public async Task<Outcome<T>> CreateAsync(JsonObject document, CancellationToken cancellationToken) =>
        await acts.BeginAsync(cancellationToken) is { } refusal ? refusal : await kind.MakeAsync(document, cancellationToken);

    /// <summary>Replaces the one of that id.</summary>
    /// <param name="id">The resource's.</param>
    /// <param name="document">As one would PUT it: what is not said is gone. With its <c>version</c>, what somebody else has changed since is not overwritten.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public async Task<Outcome<T>> ReplaceAsync(Guid id, JsonObject document, CancellationToken cancellationToken)
    {
        var (item, problem) = await FindToChangeAsync(id, cancellationToken);
        return item is null ? problem! : await kind.ChangeAsync(item, document, isByName: false, isPatch: false, cancellationToken);
    }

    /// <summary>Replaces the one of that id, whose documents have a <c>version</c> of their own.</summary>
    /// <param name="id">The resource's.</param>
    /// <param name="seen">The version of its revision that the document was made from; what somebody else has changed since is not overwritten.</param>
    /// <param name="document">As one would PUT it.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public async Task<Outcome<T>> ReplaceAsync(Guid id, int seen, JsonObject document, CancellationToken cancellationToken)
    {
        var (item, problem) = await FindToChangeAsync(id, cancellationToken);
        return item is null ? problem!
            : item.Revision.Version != seen ? ResourceKind<T>.Outdated(item)
            : await kind.ChangeAsync(item, document, isByName: false, isPatch: false, cancellationToken);
    }

    /// <summary>Changes the one of that id.</summary>
    /// <param name="id">The resource's.</param>
    /// <param name="change">As one would PATCH it: what is not said stays. With its <c>version</c>, what somebody else has changed since is not overwritten.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public async Task<Outcome<T>> ChangeAsync(Guid id, JsonObject change, CancellationToken cancellationToken)
    {
        var (item, problem) = await FindToChangeAsync(id, cancellationToken);
        return item is null ? problem! : await kind.ChangeAsync(item, change, isByName: false, isPatch: true, cancellationToken);
    }

    /// <summary>Removes the one of that id.</summary>
    /// <returns>Null when it is gone; otherwise why not.</returns>
    public async Task<Problem?> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        var (item, problem) = await FindToChangeAsync(id, cancellationToken);
        return item is null ? problem : await kind.DeleteAsync(item, cancellationToken);
    }

    // What no project owns is shown to whoever is somebody.
    private async Task<IReadOnlySet<string>?> VisibleAsync(CancellationToken cancellationToken) =>
        !kind.IsOfServer ? await people.VisibleProjectsAsync(cancellationToken)
        : await people.CallerAsync(cancellationToken) is null ? new HashSet<string>()
        : null;

    private async Task<(T? Item, Problem? Problem)> FindToChangeAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await acts.BeginAsync(cancellationToken) is { } gone)
        {
            return (null, gone);
        }

        var item = await kind.Store.FindAsync(id, cancellationToken);
        var absent = Problem.NotFound($"There is no such {kind.Facts.Resource.Noun} any more.");
        var refusal = kind.IsOfServer ? kind.Access.Refusal(kind.Facts.Permission) ?? (item is null ? absent : null) : kind.Access.Refusal(kind.Facts.Permission, item?.Project, absent);
        return refusal is null ? (item, null) : (null, refusal);
    }
}
