using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Xunit;

namespace Slipway.Execution.Tests.State;

public sealed class RetryTests
{
    private static readonly Pipeline ThreeAttempts = Sample.Pipeline("Build: Pack").With("Build", "Pack", task => task with { Retry = new Retry(3) { Delay = TimeSpan.FromSeconds(10), MaxDelay = TimeSpan.FromSeconds(15) } });

    [Fact]
    public void A_task_that_failed_is_tried_again_when_its_time_has_come_and_not_before()
    {
        var failed = ThreeAttempts.Running().Failed("Build", "Pack", "no route");

        var task = failed.Stages[0].Tasks[0];
        (task.Status, task.Message).ShouldBe((WorkStatus.Running, "Attempt 1 of 3 failed: no route"));
        failed.Status.ShouldBe(ExecutionStatus.Running);
        failed.UnderWay.ShouldBeEmpty();
        var due = failed.DueAt!.Value;
        (due - Sample.Now).TotalSeconds.ShouldBeInRange(8, 12);
        failed.Awaken(due.AddTicks(-1)).ShouldBeSameAs(failed);
        failed.Awaken(due).UnderWay.ShouldHaveSingleItem().Number.ShouldBe(2);
    }

    [Fact]
    public void The_waiting_doubles_up_to_its_bound_and_the_last_attempt_decides()
    {
        var second = Again(ThreeAttempts.Running().Failed("Build", "Pack", "one"));
        var waiting = second.End(2, new TaskOutcome.Failed("two"));
        (waiting.DueAt!.Value - Sample.Now).TotalSeconds.ShouldBeInRange(12, 18);

        var ended = Again(waiting).End(3, new TaskOutcome.Failed("three"));

        (ended.Status, ended.StatusMessage).ShouldBe((ExecutionStatus.Failed, "Build.Pack: three"));
        ended.Stages[0].Tasks[0].Attempt.ShouldBe(3);
    }

    [Fact]
    public void What_would_come_to_the_same_again_is_not_tried_again() =>
        ThreeAttempts.Running().End(1, new TaskOutcome.Failed("no such pipeline") { IsFinal = true }).Status.ShouldBe(ExecutionStatus.Failed);

    [Fact]
    public void A_late_report_of_an_earlier_attempt_changes_nothing()
    {
        var second = Again(ThreeAttempts.Running().Failed("Build", "Pack", "one"));

        second.Ended(Attempt(second, 1), new TaskOutcome.Completed([], "done"), Sample.Now).ShouldBeSameAs(second);
    }

    [Fact]
    public void What_waits_to_be_tried_again_is_canceled_at_once_and_stays_where_it_is_in_a_pause()
    {
        var waiting = ThreeAttempts.Running().Failed("Build", "Pack", "one");
        var bob = new Steered("bob", Sample.Now);

        waiting.Cancel(bob).Advance(Sample.Now).Status.ShouldBe(ExecutionStatus.Canceled);
        var paused = waiting.Pause(bob).Advance(Sample.Now);
        paused.Status.ShouldBe(ExecutionStatus.Paused);
        paused.DueAt.ShouldBeNull();
        paused.GoOn("bob").Resumed().Awaken(waiting.DueAt!.Value).UnderWay.ShouldHaveSingleItem().Number.ShouldBe(2);
    }

    [Fact]
    public void Each_attempt_has_a_time_limit_of_its_own()
    {
        var pipeline = ThreeAttempts.With("Build", "Pack", task => task with { Timeout = TimeSpan.FromMinutes(5) });
        var first = pipeline.Running();
        first.Stages[0].Tasks[0].Deadline.ShouldBe(Sample.Now.AddMinutes(5));

        var waiting = first.Failed("Build", "Pack", "one");
        var second = waiting.Awaken(waiting.DueAt!.Value);

        second.Stages[0].Tasks[0].Deadline.ShouldBe(waiting.DueAt!.Value.AddMinutes(5));
    }

    private static ExecutionState Again(ExecutionState waiting) => waiting.Awaken(waiting.DueAt!.Value);

    private static TaskAttempt Attempt(ExecutionState state, int number) => new(state.Id, "Build", "Pack", number);
}

file static class Attempts
{
    public static ExecutionState End(this ExecutionState state, int number, TaskOutcome outcome) =>
        state.Ended(new TaskAttempt(state.Id, "Build", "Pack", number), outcome, Sample.Now).Advance(Sample.Now);
}
