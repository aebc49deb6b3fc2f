using Microsoft.AspNetCore.Http;
using Slipway.Projects.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Access;

/// <summary>
/// The one layer that every route passes. What a route needs is declared where it is mapped; a route whose project stands in its body,
/// or that lists, asks this itself, and one that forgets to is an error and not a hole.
/// </summary>
internal sealed class ApiAccess
{
    /// <summary>Who asks.</summary>
    public Caller Caller { get; private set; } = null!;

    /// <summary>Whether somebody asked what the caller may do.</summary>
    public bool WasAsked { get; private set; }

    public void Begin(Caller caller) => Caller = caller;

    /// <summary>The names of the projects that the caller may look at; null for all of them.</summary>
    public IReadOnlySet<string>? VisibleProjects
    {
        get
        {
            WasAsked = true;
            return Caller.IsAdministrator ? null : Caller.Roles.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
    }

    /// <summary>The last refusal, for the records: in which project, and why. Null when there was none.</summary>
    public (string? Project, string Why)? Refused { get; private set; }

    /// <summary>The names of the projects where the caller has the permission; null for everything, and what no project owns.</summary>
    public IReadOnlySet<string>? ProjectsWhere(Permission permission)
    {
        WasAsked = true;
        return Caller.ProjectsWhere(permission);
    }

    /// <summary>Says of what belongs to no project that everybody who is signed in may look at it.</summary>
    /// <returns>Null, as <see cref="VisibleProjects"/> has it for all.</returns>
    public IReadOnlySet<string>? ShowToEverybody()
    {
        WasAsked = true;
        return null;
    }

    /// <summary>Null when the caller may do it in the project; otherwise why not.</summary>
    /// <param name="permission">What they want to do.</param>
    /// <param name="project">Where; null when it is not there.</param>
    /// <param name="absent">What a caller is told who may not even know that it exists.</param>
    public Problem? Refusal(Permission permission, string? project, Problem absent)
    {
        WasAsked = true;
        if (project is null || !Caller.Sees(project))
        {
            return absent;
        }

        return Caller.May(permission, project)
            ? null
            : Forbidden(project, $"This needs the role '{Named(AccessTable.LeastRole(permission)!.Value)}' in project '{project}'; you are '{Named(Caller.Roles[project])}'.");
    }

    /// <summary>Null when the caller may do what concerns the server as a whole; otherwise why not.</summary>
    public Problem? Refusal(Permission permission)
    {
        WasAsked = true;
        return Caller.May(permission) ? null : Forbidden(null, "This needs an administrator of the server.");
    }

    /// <summary>Why a caller who has the permission may not do it all the same; it is recorded like any other refusal.</summary>
    public Problem Deny(string project, string why) => Forbidden(project, why);

    private Problem Forbidden(string? project, string why)
    {
        Refused = (project, why);
        return new Problem(StatusCodes.Status403Forbidden, why);
    }

    /// <summary>Null when the caller may do it in some project; otherwise why not.</summary>
    public Problem? RefusalAnywhere(Permission permission)
    {
        WasAsked = true;
        return Caller.IsAdministrator || Caller.Roles.Values.Any(role => AccessTable.Allows(role, permission))
            ? null
            : new Problem(StatusCodes.Status403Forbidden, $"This needs the role '{Named(AccessTable.LeastRole(permission)!.Value)}' in some project.");
    }

    private static string Named(Role role) => role.ToString().ToLowerInvariant();
}
