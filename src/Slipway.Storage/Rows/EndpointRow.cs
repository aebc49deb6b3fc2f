namespace Slipway.Storage.Rows;

/// <summary>An endpoint at rest.</summary>
public sealed class EndpointRow
{
    /// <summary>Primary key.</summary>
    public required Guid Id { get; set; }

    /// <summary>The project's name.</summary>
    public required string Project { get; set; }

    /// <summary>Unique within the project.</summary>
    public required string Name { get; set; }

    /// <summary>Free text.</summary>
    public required string Description { get; set; }

    /// <summary>The endpoint type's name.</summary>
    public required string Type { get; set; }

    /// <summary>All properties, secret or not, as one sealed JSON object.</summary>
    public required string SealedProperties { get; set; }

    /// <summary>Whether only administrators of the project may change and use it.</summary>
    public required bool IsRestricted { get; set; }

    /// <summary>What a client said of a cloud proxy.</summary>
    public required string CloudProxyId { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }
}
