using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Checks the token that Pub/Sub brings with a push (cloud.google.com/pubsub/docs/authenticate-push-subscriptions). Anybody can have Google sign
/// a token, so signature and issuer prove nothing alone: audience and service account must be the ones that were agreed on (CVE-2026-40109).
/// </summary>
internal sealed class GoogleToken(GoogleKeys keys, TimeProvider clock)
{
    /// <summary>Longer than Google's tokens by far, in characters.</summary>
    private const int MaxLength = 8192;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly string[] Issuers = ["https://accounts.google.com", "accounts.google.com"];
    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = MaxLength, MapInboundClaims = false };

    public async ValueTask<SignatureVerdict> VerifyAsync(string? text, SignatureKey key, CancellationToken cancellationToken)
    {
        // What a token says is looked at before its signature: keys are fetched for none that could not be right.
        if (text is not { Length: > 0 and <= MaxLength } || key.Sender is not { Length: > 0 } sender || Read(text) is not { } token || !Says(token, sender, key.Audience))
        {
            return SignatureVerdict.Invalid;
        }

        if (await keys.GetAsync(token.Kid, cancellationToken) is not { } known)
        {
            return SignatureVerdict.Unavailable;
        }

        var result = await Handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            IssuerSigningKeys = known,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            RequireSignedTokens = true,
            ValidIssuers = Issuers,
            AudienceValidator = (audiences, _, _) => IsMeant(audiences, key.Audience),
            LifetimeValidator = (from, to, _, _) => IsNow(from, to),
        });
        return result.IsValid ? SignatureVerdict.Valid : SignatureVerdict.Invalid;
    }

    private static JsonWebToken? Read(string text)
    {
        try
        {
            return Handler.CanReadToken(text) ? Handler.ReadJsonWebToken(text) : null;
        }
        catch (Exception e) when (e is SecurityTokenException or ArgumentException or FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private bool Says(JsonWebToken token, string sender, Uri audience)
    {
        try
        {
            return token.Alg == SecurityAlgorithms.RsaSha256
                && Issuers.Contains(token.Issuer)
                && IsMeant(token.Audiences, audience)
                && IsNow(token.ValidFrom == DateTime.MinValue ? null : token.ValidFrom, token.ValidTo)
                && token.TryGetPayloadValue<string>("email", out var email)
                && string.Equals(email, sender, StringComparison.OrdinalIgnoreCase)
                && token.TryGetPayloadValue<bool>("email_verified", out var isVerified)
                && isVerified;
        }
        catch (Exception e) when (e is SecurityTokenException or ArgumentException or FormatException or InvalidOperationException or System.Text.Json.JsonException)
        {
            // A claim of another kind than it must be.
            return false;
        }
    }

    /// <summary>Google takes the push endpoint with its query for the audience, unless somebody typed another: often the endpoint without it.</summary>
    private static bool IsMeant(IEnumerable<string> audiences, Uri audience) =>
        audiences.Any(named => named == audience.OriginalString || named == audience.AbsoluteUri || named == audience.GetLeftPart(UriPartial.Path));

    private bool IsNow(DateTime? from, DateTime? to)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return to is { } end && end > DateTime.MinValue && now - Skew < end && (from is not { } start || start - Skew <= now);
    }
}
