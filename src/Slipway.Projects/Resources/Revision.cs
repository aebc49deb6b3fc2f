namespace Slipway.Projects.Resources;

/// <summary>Which state of a thing this is, and whose. A store writes it; what others put there is not looked at.</summary>
/// <param name="Version">Counts the changes: 1 for a new thing.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedBy">Who changed it last.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
public sealed record Revision(int Version, string CreatedBy, DateTimeOffset CreatedAt, string UpdatedBy, DateTimeOffset UpdatedAt)
{
    /// <summary>Of a thing that no store has kept yet.</summary>
    public static Revision None { get; } = new(0, "", default, "", default);
}
