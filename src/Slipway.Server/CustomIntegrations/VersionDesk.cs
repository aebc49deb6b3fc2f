using Slipway.Projects.Access;
using Slipway.Projects.CustomIntegrations;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Resources;

namespace Slipway.Server.CustomIntegrations;

/// <summary>What people do to versions on the pages of the console. Each act asks anew who they are and whether they may, and is done to what is there then.</summary>
internal sealed class VersionDesk(ICustomIntegrationStore store, IntegrationVersions versions, PageActs acts)
{
    /// <summary>Makes a version out of the draft that the person has seen; another one than that becomes none unseen.</summary>
    public Task<Outcome<CustomIntegration>> MakeAsync(CustomIntegration seen, string? name, string? description, CancellationToken cancellationToken) =>
        WithAsync(
            seen.Id,
            async now => CustomIntegrationKind.TextOf(now) == CustomIntegrationKind.TextOf(seen)
                ? await versions.MakeAsync(now, name?.Trim(), description?.Trim(), cancellationToken)
                : Problem.Conflict($"{now.Revision.UpdatedBy} has changed the draft meanwhile. Load the page again, look at it, and make the version then."),
            cancellationToken);

    /// <summary>Does one of <see cref="IntegrationActions.Names"/> to a version.</summary>
    public Task<Outcome<CustomIntegration>> ActAsync(Guid id, string version, string action, CancellationToken cancellationToken) =>
        WithAsync(id, now => versions.ActAsync(now, version, action, cancellationToken), cancellationToken);

    /// <summary>Removes a version that is not offered.</summary>
    public Task<Outcome<CustomIntegration>> DeleteAsync(Guid id, string version, CancellationToken cancellationToken) =>
        WithAsync(id, now => versions.DeleteAsync(now, version, cancellationToken), cancellationToken);

    private async Task<Outcome<CustomIntegration>> WithAsync(Guid id, Func<CustomIntegration, Task<Outcome<CustomIntegration>>> act, CancellationToken cancellationToken) =>
        await acts.RefusalAsync(Permission.ManageIntegrations, cancellationToken) is { } refusal ? refusal
        : await store.FindAsync(id, cancellationToken) is { } now ? await act(now)
        : IntegrationVersions.NotFound();
}
