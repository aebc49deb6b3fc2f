using System.Collections.Frozen;

namespace Slipway.Projects.Access;

/// <summary>Who may do what: the one table that every door asks.</summary>
public static class AccessTable
{
    private static readonly FrozenDictionary<Permission, Role> LeastRoles = new Dictionary<Permission, Role>
    {
        [Permission.View] = Role.Viewer,
        [Permission.Run] = Role.Executor,
        [Permission.RespondToApprovals] = Role.Executor,
        [Permission.EditPipelines] = Role.Developer,
        [Permission.ManageEndpoints] = Role.Developer,
        [Permission.ManageVariables] = Role.Developer,
        [Permission.ManageTriggers] = Role.Developer,
        [Permission.ReleasePipelines] = Role.Administrator,
        [Permission.DeleteExecutions] = Role.Administrator,
        [Permission.UseRestricted] = Role.Administrator,
        [Permission.ManageMembers] = Role.Administrator,
        [Permission.ReadAudit] = Role.Administrator,
    }.ToFrozenDictionary();

    /// <summary>Whether a project's role is enough. Never for what concerns the server as a whole.</summary>
    public static bool Allows(Role role, Permission permission) => LeastRoles.TryGetValue(permission, out var least) && role >= least;

    /// <summary>The least role of a project that is enough; null where only a global administrator is.</summary>
    public static Role? LeastRole(Permission permission) => LeastRoles.TryGetValue(permission, out var least) ? least : null;
}
