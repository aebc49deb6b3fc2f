using System.Collections.Immutable;
using Slipway.Triggers.Events;

namespace Slipway.Triggers.Deciding;

/// <summary>Lets the newest push of a tag take the place of older ones that have not started. Pure.</summary>
internal static class LatestWins
{
    /// <summary>The plans after it: of each tag at most one is still to be admitted, and none that is older than what was acted on already.</summary>
    /// <param name="plans">In the order in which they came.</param>
    /// <param name="newest">Of each tag, the newest push that was acted on.</param>
    public static ImmutableArray<Plan> Apply(ImmutableArray<Plan> plans, IReadOnlyDictionary<string, RegistryEvent> newest)
    {
        var winners = plans.Where(plan => plan.Request is not null)
            .GroupBy(plan => plan.Line.Tag)
            .ToDictionary(tag => tag.Key, tag => tag.Aggregate((best, next) => IsOlder(next.Line, best.Line) ? best : next).Line.Id);
        return
        [
            .. plans.Select(plan => plan.Request is null ? plan
                : newest.TryGetValue(plan.Line.Tag, out var acted) && IsOlder(plan.Line, acted) ? plan.Ends(EventOutcome.Superseded, $"A newer push of '{plan.Line.Tag}' has started {acted.Pipeline}#{acted.ExecutionIndex}.")
                : winners[plan.Line.Tag] != plan.Line.Id ? plan.Ends(EventOutcome.Superseded, $"A newer push of '{plan.Line.Tag}' came before this one was started.")
                : plan),
        ];
    }

    // Where the registry does not tell when, they are taken to have happened in the order in which they came.
    private static bool IsOlder(RegistryEvent line, RegistryEvent other) => line.PushedAt is { } mine && other.PushedAt is { } theirs && mine < theirs;
}
