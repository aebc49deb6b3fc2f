namespace Slipway.Storage.Rows;

/// <summary>A variable at rest.</summary>
public sealed class VariableRow
{
    /// <summary>Primary key.</summary>
    public required Guid Id { get; set; }

    /// <summary>The project's name.</summary>
    public required string Project { get; set; }

    /// <summary>Unique within the project.</summary>
    public required string Name { get; set; }

    /// <summary>Free text.</summary>
    public required string Description { get; set; }

    /// <summary>Such as <c>SECRET</c>.</summary>
    public required string Type { get; set; }

    /// <summary>The value, sealed, whatever the type.</summary>
    public required string SealedValue { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }
}
