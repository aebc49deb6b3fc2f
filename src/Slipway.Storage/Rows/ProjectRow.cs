namespace Slipway.Storage.Rows;

/// <summary>A project at rest.</summary>
public sealed class ProjectRow
{
    /// <summary>Primary key.</summary>
    public required Guid Id { get; set; }

    /// <summary>Unique, without regard to case.</summary>
    public required string Name { get; set; }

    /// <summary>Free text.</summary>
    public required string Description { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; set; }
}
