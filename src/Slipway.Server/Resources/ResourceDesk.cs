using System.Text.Json.Nodes;
using Slipway.Projects.Access;
using Slipway.Projects.Listing;
using Slipway.Projects.Resources;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Resources;

/// <summary>
/// What people do to resources of one kind on the pages of the console: the API's documents and the API's checks, without a request. Each act
/// asks anew who they are and what they may do, for a page stays open for long.
/// </summary>
internal sealed class ResourceDesk<TKind, T>(TKind kind, PageAccess people)
    where TKind : ResourceKind<T>
    where T : class, IResource
{
    /// <summary>One page of those that the reader may look at.</summary>
    public async Task<ListPage<T>> ListAsync(ListQuery query, CancellationToken cancellationToken) =>
        await kind.Store.ListAsync(query, await people.VisibleProjectsAsync(cancellationToken), cancellationToken);

    /// <summary>The one of that id as it is; null when there is none that the reader may look at.</summary>
    public async Task<T?> FindAsync(Guid id, CancellationToken cancellationToken) => Seen(await people.CallerAsync(cancellationToken), await kind.Store.FindAsync(id, cancellationToken));

    /// <summary>The one of that name as it is; null when there is none that the reader may look at.</summary>
    public async Task<T?> FindAsync(string project, string name, CancellationToken cancellationToken) =>
        Seen(await people.CallerAsync(cancellationToken), await kind.Store.FindAsync(project, name, cancellationToken));

    /// <summary>The resource as the API shows it: its secrets are masked.</summary>
    public Task<JsonObject> ShowAsync(T item, CancellationToken cancellationToken) => kind.ShowAsync(item, cancellationToken);

    /// <summary>Makes what the document says.</summary>
    /// <param name="document">As one would POST it.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public async Task<Outcome<T>> CreateAsync(JsonObject document, CancellationToken cancellationToken) =>
        await BeginAsync(cancellationToken) ? await kind.MakeAsync(document, cancellationToken) : Gone;

    /// <summary>Replaces the one of that id.</summary>
    /// <param name="id">The resource's.</param>
    /// <param name="document">As one would PUT it: what is not said is gone. With its <c>version</c>, what somebody else has changed since is not overwritten.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public async Task<Outcome<T>> ReplaceAsync(Guid id, JsonObject document, CancellationToken cancellationToken)
    {
        var (item, problem) = await FindToChangeAsync(id, cancellationToken);
        return item is null ? problem! : await kind.ChangeAsync(item, document, isByName: false, isPatch: false, cancellationToken);
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

    private async Task<(T? Item, Problem? Problem)> FindToChangeAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await BeginAsync(cancellationToken))
        {
            return (null, Gone);
        }

        var item = await kind.Store.FindAsync(id, cancellationToken);
        var refusal = kind.Access.Refusal(kind.Facts.Permission, item?.Project, Problem.NotFound($"There is no such {kind.Facts.Resource.Noun} any more."));
        return refusal is null ? (item, null) : (null, refusal);
    }

    private async Task<bool> BeginAsync(CancellationToken cancellationToken)
    {
        if (await people.CallerAsync(cancellationToken) is not { } caller)
        {
            return false;
        }

        kind.Access.Begin(caller);
        return true;
    }

    private static T? Seen(Caller? caller, T? item) => item is not null && caller?.Sees(item.Project) is true ? item : null;

    private static Problem Gone => new(Microsoft.AspNetCore.Http.StatusCodes.Status401Unauthorized, "You are not signed in any more. Sign in again in another tab; what you typed stays here.");
}
