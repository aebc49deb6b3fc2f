using CsCheck;
using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Xunit;

namespace Slipway.Execution.Tests.State;

public sealed class EngineProperties
{
    private static readonly Gen<string> GenStage = Gen.Select(Gen.Int[1, 3].Array[1, 3], Gen.Int[0, 1_000_000], (groups, salt) =>
        $"Stage {salt}: {string.Join(" | ", groups.Select((size, group) => string.Join(',', Enumerable.Range(0, size).Select(task => $"T{group}-{task}"))))}");

    private static readonly Gen<string[]> GenStages = GenStage.Array[1, 4].Where(stages => stages.Distinct().Count() == stages.Length);

    [Fact]
    public void Whatever_the_tasks_answer_and_in_whatever_order_every_execution_ends_and_no_task_starts_twice() =>
        Gen.Select(GenStages, Gen.Int, Gen.Double[0, 0.5]).Sample((stages, seed, failureRate) =>
        {
            var random = new Random(seed);
            var state = Sample.Pipeline(stages).Running();
            var started = new HashSet<TaskAttempt>(state.UnderWay);

            while (!state.Status.IsEnded())
            {
                var underWay = state.UnderWay.ToList();
                underWay.ShouldNotBeEmpty();
                underWay.Select(attempt => attempt.Stage).Distinct().ShouldHaveSingleItem();

                var ends = underWay[random.Next(underWay.Count)];
                TaskOutcome outcome = random.NextDouble() < failureRate ? new TaskOutcome.Failed("no") : new TaskOutcome.Completed([], "yes");
                state = state.Ended(ends, outcome, Sample.Now).Advance(Sample.Now);

                foreach (var attempt in state.UnderWay.Except(underWay))
                {
                    started.Add(attempt).ShouldBeTrue();
                }
            }

            var tasks = state.Stages.SelectMany(stage => stage.Tasks).ToList();
            (state.Status is ExecutionStatus.Completed).ShouldBe(tasks.TrueForAll(task => task.Status is WorkStatus.Completed));
            tasks.ShouldAllBe(task => task.Attempt <= 1);
        });
}
