using System.Collections.Immutable;
using Slipway.Pipelines;

namespace Slipway.Execution.Tests.Model;

/// <summary>Random pipelines: one to four stages of one to three groups of one to three tasks.</summary>
internal static class Plans
{
    /// <param name="random">Where the chances come from.</param>
    /// <param name="isTimed">Whether tasks have time limits, and wait for long between attempts.</param>
    public static Plan Any(Random random, bool isTimed)
    {
        var known = new List<Place>();
        var stages = Enumerable.Range(1, random.Next(1, 5)).Select(number => Stage($"S{number}")).ToImmutableArray();
        return new Plan(stages, Often(0.3) ? Pick(known) : null);

        PlannedStage Stage(string name)
        {
            var groups = Enumerable.Range(1, random.Next(1, 4)).Select(group => Group(name, group)).ToImmutableArray();
            return new PlannedStage(name, groups, Often(0.15) ? Rollback($"Undo {name}") : null);
        }

        // What runs side by side does not read one another.
        ImmutableArray<PlannedTask> Group(string stage, int group)
        {
            var tasks = Enumerable.Range(1, random.Next(1, 4)).Select(number => Task($"T{group}{number}")).ToImmutableArray();
            known.AddRange(tasks.Select(task => new Place(stage, task.Name)));
            return tasks;
        }

        PlannedTask Task(string name) => new(name)
        {
            IgnoreFailure = Often(0.25),
            Attempts = Often(0.25) ? random.Next(2, 4) : 1,
            RetryDelay = isTimed ? TimeSpan.FromSeconds(10) : TimeSpan.FromMilliseconds(1),
            Timeout = isTimed && Often(0.2) ? TimeSpan.FromSeconds(random.Next(5, 60)) : null,
            IsFragile = Often(0.4),
            OnInterrupt = Often(0.5) ? InterruptedTask.Retry : InterruptedTask.Fail,
            Endpoint = Often(0.15) ? $"E{random.Next(2)}" : null,
            Condition = Often(0.25) && Pick(known) is { } of ? new PlannedCondition(of, Often(0.5), Often(0.5), random.Next(3)) : null,
            Reads = Often(0.25) ? Pick(known) : null,
            Rollback = Often(0.2) ? Rollback($"Undo {name}") : null,
        };

        PlannedRollback Rollback(string pipeline) => new(pipeline, Often(0.4) ? Pick(known) : null);

        bool Often(double chance) => random.NextDouble() < chance;

        Place? Pick(List<Place> places) => places.Count == 0 ? null : places[random.Next(places.Count)];
    }
}
