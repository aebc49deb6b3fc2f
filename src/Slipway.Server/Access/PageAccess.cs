using Microsoft.AspNetCore.Components.Authorization;
using Slipway.Projects.Access;
using Slipway.Server.Identity.Sessions;

namespace Slipway.Server.Access;

/// <summary>The same layer for the pages of the console.</summary>
internal sealed class PageAccess(AuthenticationStateProvider authentication, Callers callers)
{
    /// <summary>Who looks at the page, as they are at this moment; null when their session has ended, and then the page goes to the sign-in by itself.</summary>
    public async Task<Caller?> CallerAsync(CancellationToken cancellationToken)
    {
        var person = (await authentication.GetAuthenticationStateAsync()).User;
        var caller = await callers.FindAsync(person, cancellationToken);
        if (caller is null && person.Identity is { IsAuthenticated: true } && authentication is LiveSession session)
        {
            session.End();
        }

        return caller;
    }

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
