using Microsoft.AspNetCore.Components.Authorization;
using Slipway.Projects.Access;

namespace Slipway.Server.Access;

/// <summary>The same layer for the pages of the console.</summary>
internal sealed class PageAccess(AuthenticationStateProvider authentication, Callers callers)
{
    /// <summary>Who looks at the page, as they are at this moment; null when they are gone or locked.</summary>
    public async Task<Caller?> CallerAsync(CancellationToken cancellationToken) =>
        await callers.FindAsync((await authentication.GetAuthenticationStateAsync()).User, cancellationToken);

    /// <summary>Whether the page may show what the project owns.</summary>
    public async Task<bool> ShowsAsync(string project, CancellationToken cancellationToken) =>
        await CallerAsync(cancellationToken) is { } caller && caller.Sees(project);

    /// <summary>The projects whose things a page may show; null for all of them, none for somebody who is gone.</summary>
    public Task<IReadOnlySet<string>?> VisibleProjectsAsync(CancellationToken cancellationToken) => VisibleProjectsAsync(null, cancellationToken);

    /// <summary>The one project that was chosen, if a page may show its things; without a choice, all that it may.</summary>
    public async Task<IReadOnlySet<string>?> VisibleProjectsAsync(string? chosen, CancellationToken cancellationToken)
    {
        var visible = await AllVisibleAsync(cancellationToken);
        return string.IsNullOrWhiteSpace(chosen) ? visible
            : visible?.Contains(chosen) is false ? new HashSet<string>()
            : new HashSet<string> { chosen };
    }

    private async Task<IReadOnlySet<string>?> AllVisibleAsync(CancellationToken cancellationToken) =>
        await CallerAsync(cancellationToken) is not { } caller ? new HashSet<string>()
        : caller.IsAdministrator ? null
        : caller.Roles.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
}

/// <summary>The projects whose things a page may show, as they were when it was opened.</summary>
/// <param name="Projects">Their names; null for all of them.</param>
internal sealed record VisibleProjects(IReadOnlySet<string>? Projects)
{
    /// <summary>Whether the page may show what the project owns.</summary>
    public bool Has(string project) => Projects is null || Projects.Contains(project);
}
