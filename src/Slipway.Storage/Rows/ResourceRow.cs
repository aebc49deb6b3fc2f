namespace Slipway.Storage.Rows;

/// <summary>What all resources have at rest. <see cref="RevisionStamp"/> writes what a <c>Revision</c> tells.</summary>
public abstract class ResourceRow
{
    /// <summary>Primary key.</summary>
    public required Guid Id { get; set; }

    /// <summary>The project's name.</summary>
    public required string Project { get; set; }

    /// <summary>Unique within the project.</summary>
    public required string Name { get; set; }

    /// <summary>Counts the changes; of two changes made from one version, the second is refused.</summary>
    public int Version { get; set; }

    /// <summary>Who made it.</summary>
    public string CreatedBy { get; set; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Who changed it last.</summary>
    public string UpdatedBy { get; set; } = "";

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
