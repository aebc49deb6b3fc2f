using Microsoft.AspNetCore.Http;
using Slipway.Projects.CustomIntegrations;
using Slipway.Projects.Resources;
using Slipway.Server.Api;
using Slipway.Server.Resources;

namespace Slipway.Server.CustomIntegrations;

/// <summary>What is done to versions, whichever door it comes by. Whether the caller may was asked before.</summary>
internal sealed class IntegrationVersions(ICustomIntegrationStore store, TimeProvider clock)
{
    /// <summary>Makes a version out of the draft.</summary>
    /// <param name="read">As it was read; who has changed it since is not overwritten.</param>
    /// <param name="name">Such as <c>1.0</c>.</param>
    /// <param name="description">What is new in it.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    public async Task<Outcome<CustomIntegration>> MakeAsync(CustomIntegration read, string? name, string? description, CancellationToken cancellationToken) =>
        CustomIntegrationKind.NewVersionProblem(read, name) is { } problem
            ? problem
            : await SaveAsync(read, read.With(new IntegrationVersion(name!, description ?? "", IntegrationStatus.Versioned, read.Draft, Actor.Current.Name, clock.GetUtcNow())), cancellationToken);

    /// <summary>Does one of <see cref="IntegrationActions.Names"/> to a version.</summary>
    public async Task<Outcome<CustomIntegration>> ActAsync(CustomIntegration read, string version, string action, CancellationToken cancellationToken) =>
        read.Find(version) is not { } found ? NotFound()
        : found.Status.After(action) is { } status ? await SaveAsync(read, read.With(version, status), cancellationToken)
        : Problem.Conflict($"Version '{version}' of custom integration '{read.Name}' is {found.Status.Wire()}; {action} does not apply to that.");

    /// <summary>Removes a version that is not offered.</summary>
    public async Task<Outcome<CustomIntegration>> DeleteAsync(CustomIntegration read, string version, CancellationToken cancellationToken) =>
        read.Find(version) is not { } found ? NotFound()
        : found.Status is IntegrationStatus.Released ? Problem.Conflict($"Version '{version}' of custom integration '{read.Name}' is RELEASED; withdraw it first.")
        : await SaveAsync(read, read.Without(version), cancellationToken);

    /// <summary>What is told when the integration or its version is gone.</summary>
    public static Problem NotFound() => new(StatusCodes.Status404NotFound, "There is no such custom integration, or no such version of it.");

    private async Task<Outcome<CustomIntegration>> SaveAsync(CustomIntegration read, CustomIntegration changed, CancellationToken cancellationToken) =>
        await store.UpdateAsync(changed, read.Revision.Version, cancellationToken) switch
        {
            SaveResult<CustomIntegration>.Saved(var kept) => kept,
            SaveResult<CustomIntegration>.Outdated(var now) => CustomIntegrationKind.Changed(now),
            _ => NotFound(),
        };
}
