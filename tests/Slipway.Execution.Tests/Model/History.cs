using System.Collections.Immutable;
using Slipway.Execution.State;

namespace Slipway.Execution.Tests.Model;

/// <summary>
/// One life of one execution, told by its chances: a seed for each event, and the shortest way to the end when they are used up. Any list of seeds is a history, so
/// that leaving some out makes a shorter one. By its id the engine chooses how long it waits between attempts: so that goes by the seed, too.
/// </summary>
internal sealed class History(Plan plan, ExecutionId id, ImmutableArray<int> seeds)
{
    private const int MostEvents = 2_000;

    private static readonly string[] Forbidden = ["E0", "E1"];

    private readonly List<string> told = [];

    /// <summary>The shortest history of which this still can be said.</summary>
    public static History Shortest(History history, Func<History, bool> fails)
    {
        for (var size = history.Length; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= history.Length;)
            {
                var shorter = history.Without(at, size);
                (history, at) = fails(shorter) ? (shorter, at) : (history, at + size);
            }
        }

        return history;
    }

    public int Events { get; private set; }

    private int Length => seeds.Length;

    public static History Any(int seed)
    {
        var random = new Random(seed);
        var plan = Plans.Any(random, isTimed: true);
        var seeds = Enumerable.Range(0, random.Next(5, 60)).Select(_ => random.Next()).ToImmutableArray();
        var id = new byte[16];
        random.NextBytes(id);
        return new History(plan, new ExecutionId(new Guid(id)), seeds);
    }

    /// <summary>Lives it through; returns the first difference, or null.</summary>
    public string? Run(TransitionsSeen? seen = null)
    {
        (Events, var now) = (0, Sample.Now);
        told.Clear();
        var state = Sample.Queued(plan.ToPipeline(), new RestrictedThings([], [.. Forbidden])) with { Id = id };
        var model = new ReferenceModel(plan, Forbidden, now);
        for (var at = 0; at < seeds.Length || !model.HasEnded; at++)
        {
            var happens = at < seeds.Length ? Chances.Next(new Random(seeds[at]), model, now, isTimed: true) : Chances.ToTheEnd(model, now);
            if (happens is HistoryEvent.TimePasses { By: var time })
            {
                now += time;
            }

            var before = state;
            happens.To(model, now);
            state = Engine(happens, state, now);
            told.Add($"{now:mm:ss} {happens} -> {state.Status.Wire()}");
            seen?.Note(happens, before, state);
            Events++;
            if (Differences.Between(model, state) is { Count: > 0 } found)
            {
                return string.Join("\n", found);
            }

            if (Broken(state, now) is { } law)
            {
                return law;
            }

            if (Events > MostEvents)
            {
                return $"It does not end within {MostEvents} events.";
            }
        }

        return null;
    }

    public override string ToString() => $"{plan}\n{string.Join("\n", told)}";

    // As an ExecutionGrain does it: what happens is decided on and committed, then what fell due.
    private static ExecutionState Engine(HistoryEvent happens, ExecutionState state, DateTimeOffset now)
    {
        state = happens is HistoryEvent.Withdraw ? happens.To(state, now) : happens.To(state, now).Advance(now);
        return state.Status.IsOnItsWay() ? state.Awaken(now).Advance(now) : state;
    }

    // What holds in every state of every execution.
    private static string? Broken(ExecutionState state, DateTimeOffset now)
    {
        if (!ReferenceEquals(state.Advance(now), state))
        {
            return "Advancing twice is not the same as once.";
        }

        var isMoving = state.UnderWay.Any() || state.Status is ExecutionStatus.Resuming or ExecutionStatus.Canceling;
        var isTimed = state.Status.IsOnItsWay() && state.Work.Any(work => work.Task.Standby?.Until is not null);
        return (state.WakeAt is null) != (state.Status is ExecutionStatus.Queued || state.Status.IsEnded() || !(isMoving || isTimed)) ? $"It is woken at {state.WakeAt}, which is wrong in {state.Status}."
            : state.Status.IsEnded() && state.UnderWay.Any() ? "It has ended, and somebody is at work on it."
            : state.Status.IsEnded() != state.EndedAt is not null ? "It has ended without a moment, or the other way round."
            : null;
    }

    private History Without(int at, int count) => new(plan, id, seeds.RemoveRange(at, count));
}
