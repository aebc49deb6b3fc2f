using Slipway.Registries.Dialects;

namespace Slipway.Triggers.Intake;

/// <summary>What of a delivery's headers is kept: all, without what somebody could come in with.</summary>
internal static class HeaderMask
{
    private const string Masked = "******";

    private static readonly string[] Telling = ["authorization", "cookie", "token", "secret", "signature", "password", "event-auth", "api-key", "apikey", "assertion", "credential"];

    public static MessageHeaders Mask(MessageHeaders headers) =>
        MessageHeaders.Of(headers.All.Select(header => Telling.Any(word => header.Key.Contains(word, StringComparison.OrdinalIgnoreCase)) ? KeyValuePair.Create(header.Key, Masked) : header));
}
