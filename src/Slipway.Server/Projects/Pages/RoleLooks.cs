using Slipway.Projects.Access;

namespace Slipway.Server.Projects.Pages;

/// <summary>What the console calls roles.</summary>
internal static class RoleLooks
{
    /// <summary>The roles that can be chosen, with what each may do.</summary>
    public static IEnumerable<(string Value, string Title)> Choices { get; } = [.. Enum.GetValues<Role>().Select(role => (role.Word(), $"{role}: {May(role)}"))];

    /// <summary>As the API writes it.</summary>
    public static string Word(this Role role) => role.ToString().ToLowerInvariant();

    /// <summary>What somebody is in a project.</summary>
    public static string Of(Caller caller, string project) =>
        caller.IsAdministrator ? "administrator of the server" : caller.Roles.TryGetValue(project, out var role) ? role.Word() : "none";

    private static string May(Role role) => role switch
    {
        Role.Viewer => "looks",
        Role.Executor => "runs and approves",
        Role.Developer => "writes pipelines",
        Role.Administrator => "does everything",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
