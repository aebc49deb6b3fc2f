namespace Slipway.Registries.Dialects;

/// <summary>A dialect whose registry signs what it sends.</summary>
public interface ISignedDialect : IRegistryDialect
{
    /// <summary>Whether the message bears a signature at all.</summary>
    bool IsSigned(MessageHeaders headers);

    /// <summary>Whether the signature is right.</summary>
    ValueTask<SignatureVerdict> VerifyAsync(RegistryMessage message, SignatureKey key, CancellationToken cancellationToken);
}

/// <summary>What a signature is checked with.</summary>
/// <param name="Secret">The webhook's secure token.</param>
/// <param name="Audience">The hook's address as the registry calls it.</param>
/// <param name="Sender">The service account's e-mail that must have signed; null where none was named.</param>
public sealed record SignatureKey(string Secret, Uri Audience, string? Sender)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => $"(signature key of {Sender ?? "the secure token"})";
}

/// <summary>What came of checking a signature.</summary>
public enum SignatureVerdict
{
    /// <summary>It is right.</summary>
    Valid,

    /// <summary>It is not.</summary>
    Invalid,

    /// <summary>What it is checked with could not be had; trying again later may help.</summary>
    Unavailable,
}
