using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Identity;

/// <summary>What administrators of the server do to people on the pages of the console, by the same code as the API.</summary>
internal sealed class PeopleDesk(PageActs acts, IServiceScopeFactory scopes)
{
    /// <summary>All of them; null for a reader who may not know.</summary>
    public async Task<IReadOnlyList<Person>?> ListAsync(CancellationToken cancellationToken) =>
        await acts.RefusalAsync(Permission.ManagePeople, cancellationToken) is null ? await WithAsync(people => people.ListAsync(cancellationToken)) : null;

    /// <summary>Makes somebody.</summary>
    /// <returns>Null when it is done; otherwise why not.</returns>
    public async Task<Problem?> CreateAsync(PersonSpec spec, CancellationToken cancellationToken) =>
        await acts.RefusalAsync(Permission.ManagePeople, cancellationToken) ?? (await WithAsync(people => people.CreateAsync(spec))).Problem;

    /// <summary>Changes what the spec says of somebody.</summary>
    /// <returns>Null when it is done; otherwise why not.</returns>
    public async Task<Problem?> ChangeAsync(string userName, PersonSpec spec, CancellationToken cancellationToken) =>
        await acts.RefusalAsync(Permission.ManagePeople, cancellationToken)
        ?? (await WithAsync(people => people.ChangeAsync(userName, spec, acts.Caller.UserId, cancellationToken))).Problem;

    /// <summary>Removes somebody.</summary>
    /// <returns>Null when it is done; otherwise why not.</returns>
    public async Task<Problem?> DeleteAsync(string userName, CancellationToken cancellationToken) =>
        await acts.RefusalAsync(Permission.ManagePeople, cancellationToken)
        ?? (await WithAsync(people => people.DeleteAsync(userName, acts.Caller.UserId, cancellationToken))).Problem;

    // Each act reads people anew: a page stays open for long.
    private async Task<T> WithAsync<T>(Func<PeopleChanges, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<PeopleChanges>());
    }
}
