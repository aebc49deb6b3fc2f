namespace Slipway.Storage.Rows;

/// <summary>An API token at rest.</summary>
public sealed class RefreshTokenRow
{
    /// <summary>Primary key: the hex SHA-256 of the token's text.</summary>
    public required string Hash { get; set; }

    /// <summary>What people call it by; tells nothing of the token.</summary>
    public required Guid Id { get; set; }

    /// <summary>What its owner called it.</summary>
    public required string Name { get; set; }

    /// <summary>The user it stands for.</summary>
    public required string UserId { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last exchanged; null when it never was. Kept to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>When it stops working.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }
}
