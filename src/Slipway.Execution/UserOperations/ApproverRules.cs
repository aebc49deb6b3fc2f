using Slipway.Projects.Access;

namespace Slipway.Execution.UserOperations;

/// <summary>
/// Who may answer a question: whoever has the right in the project at that moment (<see cref="Permission.RespondToApprovals"/>), and is listed by name, by
/// mail address or by a group, or administers the project. Where nobody is listed, the right is enough. Who asked for the execution is like anybody else.
/// </summary>
public static class ApproverRules
{
    private static readonly Dictionary<string, Role> roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["executors"] = Role.Executor,
        ["developers"] = Role.Developer,
        ["administrators"] = Role.Administrator,
    };

    /// <summary>Whether somebody, as they are now, may answer.</summary>
    public static bool MayAnswer(this Caller caller, UserOperation operation) =>
        caller.May(Permission.RespondToApprovals, operation.Project) && (caller.IsListed(operation) || RoleOf(caller, operation.Project) is Role.Administrator);

    /// <summary>Whether somebody is one of those who are asked. Where nobody is named, everybody is.</summary>
    public static bool IsListed(this Caller caller, UserOperation operation) =>
        operation is { Approvers.IsEmpty: true, ApproverGroups.IsEmpty: true }
        || operation.Approvers.Any(approver => Is(caller, approver))
        || operation.ApproverGroups.Any(group => IsIn(caller, group, operation.Project));

    /// <summary>Such as <c>ada, ops@acme.example, members of developers, or an administrator of the project</c>.</summary>
    public static string WhoMayAnswer(this UserOperation operation) => operation is { Approvers.IsEmpty: true, ApproverGroups.IsEmpty: true }
        ? $"an executor, developer or administrator of project '{operation.Project}'"
        : string.Join(", ", [.. operation.Approvers, .. operation.ApproverGroups.Select(group => $"members of {group}"), "or an administrator of the project"]);

    /// <summary>What somebody is in a project, such as <c>acme:developer</c>, and on the server as a whole.</summary>
    public static IEnumerable<string> RolesIn(this Caller caller, string project)
    {
        if (caller.IsAdministrator)
        {
            yield return "administrator";
        }

        if (caller.Roles.TryGetValue(project, out var role))
        {
            yield return $"{project}:{role.ToString().ToLowerInvariant()}";
        }
    }

    // A name that looks like an address is nobody's address: who may choose their name must not become somebody else by it.
    private static bool Is(Caller caller, string approver) => string.Equals(approver.Contains('@', StringComparison.Ordinal) ? caller.Email : caller.Name, approver, StringComparison.OrdinalIgnoreCase);

    private static bool IsIn(Caller caller, string group, string project) =>
        caller.Groups.Contains(group) || (roles.TryGetValue(group, out var least) && RoleOf(caller, project) >= least);

    private static Role? RoleOf(Caller caller, string project) =>
        caller.IsAdministrator ? Role.Administrator : caller.Roles.TryGetValue(project, out var role) ? role : null;
}
