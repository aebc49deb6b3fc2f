using System.Globalization;
using Slipway.Registries.Images;

namespace Slipway.Triggers.Matching;

/// <summary>
/// What tells one push of a tag from another: the registry's own identity of the event, else when it happened, else what was pushed. A
/// redelivery has the same, so that it is known again; a tag that is pushed once more, even with what it held before, has another.
/// </summary>
public static class PushKey
{
    /// <summary>The key of a push.</summary>
    /// <param name="push">The push.</param>
    /// <param name="delivery">The delivery that told of it, which is all that is left where the registry says nothing.</param>
    /// <param name="place">The push's place in the delivery.</param>
    public static string Of(ImagePushed push, Guid delivery, int place) =>
        push.EventId.Length > 0 ? $"event {push.EventId}"
        : push.PushedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"at {at.UtcTicks / 10}")
        : push.Digest is { } digest ? $"digest {digest}"
        : Own(delivery, place);

    /// <summary>The key of a push that is like no other: a person wants it decided anew.</summary>
    public static string Own(Guid delivery, int place) => string.Create(CultureInfo.InvariantCulture, $"delivery {delivery:n} {place}");
}
