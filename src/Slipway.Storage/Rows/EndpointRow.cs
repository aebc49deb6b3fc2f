namespace Slipway.Storage.Rows;

/// <summary>An endpoint at rest.</summary>
public sealed class EndpointRow : ResourceRow
{
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
}
