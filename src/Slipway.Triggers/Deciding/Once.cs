using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;

namespace Slipway.Triggers.Deciding;

/// <summary>Whether two lines of the activity tell of one push. Pure.</summary>
internal static class Once
{
    /// <summary>How far a registry's two accounts of one moment may lie apart.</summary>
    private static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(2);

    /// <summary>The end of a push that was told of before.</summary>
    public static Plan Duplicate(this Plan plan, RegistryEvent first)
    {
        var then = first.Outcome is EventOutcome.Superseded ? first.Message : $"It started {first.Pipeline}#{first.ExecutionIndex}.";
        var ended = plan.Ends(EventOutcome.Duplicate, $"This push was told of before. {then}");
        return ended with { Line = ended.Line with { First = first.First ?? first.Id, Execution = first.Execution, ExecutionIndex = first.ExecutionIndex } };
    }

    /// <summary>
    /// Whether a push is the one that was already found by looking at the registry, or the other way round. What was looked at has no key of
    /// a delivery, so what was pushed, and when, must tell.
    /// </summary>
    /// <param name="line">What is told now, its digest as it was proven.</param>
    /// <param name="newest">The newest push of the tag that was acted on.</param>
    public static bool IsSeen(RegistryEvent line, RegistryEvent newest)
    {
        if (line.Origin is DeliveryOrigin.Replayed || (line.Origin is not DeliveryOrigin.Reconciled && newest.Origin is not DeliveryOrigin.Reconciled))
        {
            return false;
        }

        if (line.Digest.Length > 0 && newest.Digest.Length > 0)
        {
            // What was pushed after the look is a push of its own, even of the same image.
            return line.Digest == newest.Digest && (line.Origin is DeliveryOrigin.Reconciled || line.PushedAt is null || line.PushedAt <= newest.ReceivedAt);
        }

        return line.PushedAt is { } told && newest.PushedAt is { } seen && (told - seen).Duration() <= SameMoment;
    }
}
