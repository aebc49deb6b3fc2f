using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.Statistics;
using Xunit;

namespace Slipway.Execution.Tests.Statistics;

public sealed class PipelineStatisticsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // In the words of Code Stream's table "Measuring mean times": D is how long a delivery took, BD what lies between two, F how long a failure took,
    // R from a failure to the next delivery.
    [Fact]
    public void Mean_times_are_those_of_code_streams_pipeline_dashboard()
    {
        var statistics = PipelineStatistics.Of(
        [
            Ended(ExecutionStatus.Completed, from: 0, to: 10),
            Ended(ExecutionStatus.Failed, from: 20, to: 24),
            Ended(ExecutionStatus.RollbackCompleted, from: 30, to: 38),
            Ended(ExecutionStatus.Completed, from: 40, to: 60),
            Ended(ExecutionStatus.Canceled, from: 61, to: 62),
            Ended(ExecutionStatus.Failed, from: 70, to: 73),
            Ended(ExecutionStatus.Completed, from: 80, to: 110),
            Ended(ExecutionStatus.Failed, from: 120, to: 121),
        ]);

        statistics.MeanTimeToDelivery.ShouldBe(TimeSpan.FromMinutes(20));
        statistics.MeanTimeBetweenDeliveries.ShouldBe(TimeSpan.FromMinutes(50));
        statistics.MeanTimeToFailure.ShouldBe(TimeSpan.FromMinutes(4));
        statistics.MeanTimeToRecovery.ShouldBe(TimeSpan.FromMinutes((36 + 37) / 2.0));
        statistics.MedianDuration.ShouldBe(TimeSpan.FromMinutes(20));
    }

    [Fact]
    public void Who_cancels_says_nothing_about_the_pipeline_and_what_goes_on_counts_for_nothing()
    {
        var statistics = PipelineStatistics.Of(
        [
            Ended(ExecutionStatus.Completed, from: 0, to: 1),
            Ended(ExecutionStatus.Failed, from: 2, to: 3),
            Ended(ExecutionStatus.Canceled, from: 4, to: 5),
            new PastExecution(new ExecutionId(Guid.NewGuid()), Guid.Empty, ExecutionStatus.Running, Noon, null),
        ]);

        statistics.SuccessRate.ShouldBe(0.5);
        statistics.Counts.ShouldBe(new Dictionary<ExecutionStatus, int> { [ExecutionStatus.Completed] = 1, [ExecutionStatus.Failed] = 1, [ExecutionStatus.Canceled] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public void Of_nothing_there_is_nothing_to_say() => PipelineStatistics.Of([]).ShouldSatisfyAllConditions(
        nothing => nothing.Counts.ShouldBeEmpty(),
        nothing => nothing.SuccessRate.ShouldBeNull(),
        nothing => nothing.MedianDuration.ShouldBeNull(),
        nothing => nothing.MeanTimeToDelivery.ShouldBeNull(),
        nothing => nothing.MeanTimeBetweenDeliveries.ShouldBeNull(),
        nothing => nothing.MeanTimeToFailure.ShouldBeNull(),
        nothing => nothing.MeanTimeToRecovery.ShouldBeNull());

    private static PastExecution Ended(ExecutionStatus status, int from, int to) =>
        new(new ExecutionId(Guid.NewGuid()), Guid.Empty, status, Noon.AddMinutes(from), Noon.AddMinutes(to));
}
