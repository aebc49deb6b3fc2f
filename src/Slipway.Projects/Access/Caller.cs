using System.Collections.Immutable;

namespace Slipway.Projects.Access;

/// <summary>Who asks, with what they are at this moment.</summary>
/// <param name="UserId">The person's id.</param>
/// <param name="Name">The person's name, as it stands in <c>createdBy</c> and the like.</param>
/// <param name="IsAdministrator">Whether they may do everything, everywhere.</param>
/// <param name="Roles">What they are, by the project's name; without regard to case.</param>
public sealed record Caller(string UserId, string Name, bool IsAdministrator, ImmutableDictionary<string, Role> Roles)
{
    /// <summary>The person's mail address; empty when none is known.</summary>
    public string Email { get; init; } = "";

    /// <summary>The groups that the sign-in provider says the person is in, as far as they mean something here.</summary>
    public ImmutableHashSet<string> Groups { get; init; } = [];

    /// <summary>Whether the caller may do it in the project.</summary>
    public bool May(Permission permission, string project) =>
        IsAdministrator || (Roles.TryGetValue(project, out var role) && AccessTable.Allows(role, permission));

    /// <summary>Whether the caller may do what concerns the server as a whole.</summary>
    public bool May(Permission permission) => IsAdministrator && AccessTable.LeastRole(permission) is null;

    /// <summary>The names of the projects where the caller may do it; null for everything, and what no project owns.</summary>
    public IReadOnlySet<string>? ProjectsWhere(Permission permission) =>
        IsAdministrator ? null : Roles.Where(role => AccessTable.Allows(role.Value, permission)).Select(role => role.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the caller may know that the project exists.</summary>
    public bool Sees(string project) => May(Permission.View, project);
}
