using Slipway.Execution.State;

namespace Slipway.Execution.Statistics;

/// <summary>How a pipeline has fared over a time. The mean times are Code Stream's (its pipeline dashboard's table "Measuring mean times").</summary>
public sealed record PipelineStatistics
{
    /// <summary>How many executions ended so.</summary>
    public required IReadOnlyDictionary<ExecutionStatus, int> Counts { get; init; }

    /// <summary>Of those that ended well or badly, the share that ended well, 0 to 1; null when there are none. Who cancels says nothing about a pipeline.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>The duration of the middle one of those that ended well; null when there are none.</summary>
    public TimeSpan? MedianDuration { get; init; }

    /// <summary>MTTD, the mean time to delivery: the average duration of those that ended well.</summary>
    public TimeSpan? MeanTimeToDelivery { get; init; }

    /// <summary>MTBD, the mean time between deliveries: from the end of one that ended well to the end of the next that did.</summary>
    public TimeSpan? MeanTimeBetweenDeliveries { get; init; }

    /// <summary>MTTF, the mean time to failure: the average duration of those that ended badly.</summary>
    public TimeSpan? MeanTimeToFailure { get; init; }

    /// <summary>MTTR, the mean time to recovery: from the end of one that ended badly to the end of the next that ended well.</summary>
    public TimeSpan? MeanTimeToRecovery { get; init; }

    /// <summary>Of one pipeline's executions, in whatever order; those that have not ended count for nothing.</summary>
    public static PipelineStatistics Of(IEnumerable<PastExecution> executions)
    {
        var ended = executions.Where(execution => execution is { EndedAt: not null } && execution.Status.IsEnded()).OrderBy(execution => execution.EndedAt).ToList();
        var well = ended.FindAll(execution => execution.Status is ExecutionStatus.Completed);
        var badly = ended.FindAll(execution => execution.Status.IsFailure());
        var durations = well.Select(execution => execution.Duration).OfType<TimeSpan>().Order().ToList();
        return new PipelineStatistics
        {
            Counts = ended.CountBy(execution => execution.Status).ToDictionary(),
            SuccessRate = well.Count + badly.Count == 0 ? null : (double)well.Count / (well.Count + badly.Count),
            MedianDuration = durations.Count == 0 ? null : durations[durations.Count / 2],
            MeanTimeToDelivery = Mean(durations),
            MeanTimeBetweenDeliveries = Mean(well.Zip(well.Skip(1), (one, next) => next.EndedAt!.Value - one.EndedAt!.Value)),
            MeanTimeToFailure = Mean(badly.Select(execution => execution.Duration).OfType<TimeSpan>()),
            MeanTimeToRecovery = Mean(Recoveries(ended)),
        };
    }

    // What fails again before it is well again is one failure: it lasts from the first one on.
    private static IEnumerable<TimeSpan> Recoveries(IEnumerable<PastExecution> ended)
    {
        DateTimeOffset? failedAt = null;
        foreach (var execution in ended)
        {
            if (execution.Status is ExecutionStatus.Completed)
            {
                if (failedAt is { } since)
                {
                    yield return execution.EndedAt!.Value - since;
                }

                failedAt = null;
            }
            else if (execution.Status.IsFailure())
            {
                failedAt ??= execution.EndedAt;
            }
        }
    }

    private static TimeSpan? Mean(IEnumerable<TimeSpan> times)
    {
        var all = times.Select(time => time.Ticks).ToList();
        return all.Count == 0 ? null : TimeSpan.FromTicks((long)all.Average());
    }
}
