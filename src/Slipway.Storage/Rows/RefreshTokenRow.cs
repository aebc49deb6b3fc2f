namespace Slipway.Storage.Rows;

/// <summary>An API token at rest.</summary>
public sealed class RefreshTokenRow
{
    /// <summary>Primary key: the hex SHA-256 of the token's text.</summary>
    public required string Hash { get; set; }

    /// <summary>The user it stands for.</summary>
    public required string UserId { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it stops working.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }
}
