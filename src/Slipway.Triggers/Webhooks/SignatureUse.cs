namespace Slipway.Triggers.Webhooks;

/// <summary>What a delivery's signature is worth.</summary>
public enum SignatureUse
{
    /// <summary>It is made with the secure token: as good as the token, and wrong it is worse than none.</summary>
    InPlaceOfToken,

    /// <summary>Nothing gets in without it.</summary>
    Required,

    /// <summary>It proves nothing; the token does.</summary>
    None,
}
