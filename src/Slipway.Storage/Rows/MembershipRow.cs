namespace Slipway.Storage.Rows;

/// <summary>What a person is in a project, at rest. The project's name and the person's id are the key.</summary>
public sealed class MembershipRow
{
    /// <summary>The project's name.</summary>
    public required string Project { get; set; }

    /// <summary>The person's id.</summary>
    public required string UserId { get; set; }

    /// <summary>The role's name in lower case, such as <c>developer</c>.</summary>
    public required string Role { get; set; }
}
