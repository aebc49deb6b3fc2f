namespace Slipway.Storage.Rows;

/// <summary>A pipeline at rest.</summary>
public sealed class PipelineRow
{
    /// <summary>Primary key.</summary>
    public required Guid Id { get; set; }

    /// <summary>The project's name.</summary>
    public required string Project { get; set; }

    /// <summary>Unique within the project.</summary>
    public required string Name { get; set; }

    /// <summary>The document as JSON.</summary>
    public required string Definition { get; set; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }
}
