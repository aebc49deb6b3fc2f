namespace Slipway.Projects.Access;

/// <summary>What a person is in a project.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="UserId">The person's id.</param>
/// <param name="Role">What they are.</param>
public sealed record Membership(string Project, string UserId, Role Role);
