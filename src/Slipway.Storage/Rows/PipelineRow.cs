namespace Slipway.Storage.Rows;

/// <summary>A pipeline at rest.</summary>
public sealed class PipelineRow : ResourceRow
{
    /// <summary>The document as JSON.</summary>
    public required string Definition { get; set; }
}
