namespace Slipway.Storage.Rows;

/// <summary>A variable at rest.</summary>
public sealed class VariableRow : ResourceRow
{
    /// <summary>Free text.</summary>
    public required string Description { get; set; }

    /// <summary>Such as <c>SECRET</c>.</summary>
    public required string Type { get; set; }

    /// <summary>The value, sealed, whatever the type.</summary>
    public required string SealedValue { get; set; }
}
