using System.Buffers;
using Slipway.Registries.Dialects;

namespace Slipway.Triggers.Intake;

/// <summary>What of a delivery's headers is kept: all, without what somebody could come in with.</summary>
internal static class HeaderMask
{
    private const string Masked = "******";

    private static readonly SearchValues<string> Telling = SearchValues.Create(
        ["authorization", "cookie", "token", "secret", "signature", "password", "event-auth", "api-key", "apikey", "assertion", "credential"], StringComparison.OrdinalIgnoreCase);

    public static MessageHeaders Mask(MessageHeaders headers) =>
        headers.All.Any(IsTelling) ? MessageHeaders.Of(headers.All.Select(header => IsTelling(header) ? KeyValuePair.Create(header.Key, Masked) : header)) : headers;

    private static bool IsTelling(KeyValuePair<string, string> header) => header.Key.AsSpan().ContainsAny(Telling);
}
