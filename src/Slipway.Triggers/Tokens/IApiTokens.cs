namespace Slipway.Triggers.Tokens;

/// <summary>Knows the API tokens that people have made.</summary>
public interface IApiTokens
{
    /// <summary>The token of that hash, as it is now; null when there is none, or it was revoked.</summary>
    /// <param name="hash">See <see cref="ApiTokenSource.HashOf"/>.</param>
    /// <param name="isUsed">Whether it is being used, which is remembered.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    Task<ApiTokenFacts?> FindAsync(string hash, bool isUsed, CancellationToken cancellationToken);

    /// <summary>Whether a person may start executions of the project; false when there is no such person, or they are locked.</summary>
    Task<bool> MayRunAsync(string person, string project, CancellationToken cancellationToken);
}

/// <summary>What is known of an API token.</summary>
/// <param name="Name">What its owner called it.</param>
/// <param name="Owner">The owner's user name.</param>
/// <param name="OwnerEmail">Where the owner is reached; null when that is not known.</param>
/// <param name="ExpiresAt">When it stops working; maybe in the past.</param>
public sealed record ApiTokenFacts(string Name, string Owner, string? OwnerEmail, DateTimeOffset ExpiresAt);
