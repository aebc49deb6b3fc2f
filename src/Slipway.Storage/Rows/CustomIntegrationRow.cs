namespace Slipway.Storage.Rows;

/// <summary>A custom integration at rest.</summary>
public sealed class CustomIntegrationRow : ResourceRow
{
    /// <summary>Free text.</summary>
    public required string Description { get; set; }

    /// <summary>The draft as a JSON document.</summary>
    public required string Draft { get; set; }

    /// <summary>The versions as a JSON list.</summary>
    public required string Versions { get; set; }
}
