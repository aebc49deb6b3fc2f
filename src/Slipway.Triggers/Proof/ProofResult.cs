using Slipway.Registries.Images;

namespace Slipway.Triggers.Proof;

/// <summary>What the registry's word comes to for a push.</summary>
public abstract record ProofResult
{
    private ProofResult()
    {
    }

    /// <summary>The push may start something.</summary>
    /// <param name="Digest">What to deploy; null when nobody says.</param>
    /// <param name="Note">What a reader of the activity should know of it; empty for nothing.</param>
    public sealed record Go(Digest? Digest, string Note) : ProofResult;

    /// <summary>The registry says that there is no such image.</summary>
    public sealed record Denied(string Message) : ProofResult;

    /// <summary>The registry must confirm it, and cannot be asked.</summary>
    public sealed record Unproven(string Message) : ProofResult;

    /// <summary>Not to be said yet: ask again.</summary>
    /// <param name="After">How much later.</param>
    public sealed record Later(TimeSpan After) : ProofResult;
}
