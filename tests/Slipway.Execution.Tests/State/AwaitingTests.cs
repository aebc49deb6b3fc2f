using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Xunit;

namespace Slipway.Execution.Tests.State;

public sealed class AwaitingTests
{
    private static readonly Steered Bob = new("bob", Sample.Now);

    [Fact]
    public void An_execution_whose_task_awaits_people_waits_and_nobody_is_at_work()
    {
        var waiting = Awaiting(isForPeople: true);

        (waiting.Status, waiting.StatusMessage).ShouldBe((ExecutionStatus.Waiting, "Build.Pack: Waits for ada."));
        waiting.UnderWay.ShouldBeEmpty();
        waiting.IsAtRest.ShouldBeTrue();
        waiting.WakeAt.ShouldBe(Sample.Now.AddDays(1));
    }

    [Fact]
    public void An_execution_whose_task_awaits_something_else_runs()
    {
        var running = Awaiting(isForPeople: false);

        (running.Status, running.Stages[0].Tasks[0].Status).ShouldBe((ExecutionStatus.Running, WorkStatus.Running));
        running.IsAtRest.ShouldBeTrue();
    }

    [Fact]
    public void The_runner_is_asked_again_for_the_same_attempt_when_it_has_come_and_when_the_time_is_up()
    {
        var waiting = Awaiting(isForPeople: true);

        waiting.Awaken(Attempt(waiting)).UnderWay.ShouldHaveSingleItem().ShouldBe(Attempt(waiting));
        waiting.Awaken(Sample.Now.AddDays(1)).UnderWay.ShouldHaveSingleItem().ShouldBe(Attempt(waiting));
        waiting.Awaken(Sample.Now).ShouldBeSameAs(waiting);

        // While it is asked, it still waits: people see no flicker.
        waiting.Awaken(Attempt(waiting)).Advance(Sample.Now).Status.ShouldBe(ExecutionStatus.Waiting);
        waiting.Awaken(Attempt(waiting)).Done("Build", "Pack").Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public void The_time_limit_of_the_task_comes_before_what_the_runner_asked_for()
    {
        var pipeline = Sample.Pipeline("Build: Pack").With("Build", "Pack", task => task with { Timeout = TimeSpan.FromHours(1) });

        Awaits(pipeline.Running(), isForPeople: true).DueAt.ShouldBe(Sample.Now.AddHours(1));
    }

    [Fact]
    public void What_comes_during_a_pause_is_looked_at_when_it_goes_on()
    {
        var paused = Awaiting(isForPeople: true).Pause(Bob).Advance(Sample.Now);

        paused.Status.ShouldBe(ExecutionStatus.Paused);
        paused.Awaken(Attempt(paused)).ShouldBeSameAs(paused);
        paused.GoOn("bob").Resumed().Advance(Sample.Now).UnderWay.ShouldHaveSingleItem().ShouldBe(Attempt(paused));
    }

    [Fact]
    public void What_is_awaited_is_taken_back_before_the_execution_is_canceled()
    {
        var canceling = Awaiting(isForPeople: true).Cancel(Bob).Advance(Sample.Now);

        canceling.Status.ShouldBe(ExecutionStatus.Canceling);
        canceling.UnderWay.ShouldHaveSingleItem();

        // Its runner was just about to say that it waits: that changes nothing.
        Awaits(canceling, isForPeople: true).Status.ShouldBe(ExecutionStatus.Canceling);
        canceling.End("Build", "Pack", new TaskOutcome.Canceled("Taken back.")).Status.ShouldBe(ExecutionStatus.Canceled);
    }

    [Fact]
    public void An_administrators_leave_does_not_answer_what_people_are_asked()
    {
        var waiting = Awaiting(isForPeople: true);

        waiting.AwaitedThings().IsEmpty.ShouldBeTrue();
        waiting.Resume("root").Stages[0].Tasks[0].ShouldBe(waiting.Stages[0].Tasks[0]);
    }

    private static ExecutionState Awaiting(bool isForPeople) => Awaits(Sample.Pipeline("Build: Pack").Running(), isForPeople);

    private static ExecutionState Awaits(ExecutionState state, bool isForPeople) =>
        state.Ended(Attempt(state), new TaskOutcome.Awaits("Waits for ada.", Sample.Now.AddDays(1)) { IsForPeople = isForPeople }, Sample.Now).Advance(Sample.Now);

    private static TaskAttempt Attempt(ExecutionState state) => new(state.Id, "Build", "Pack", 1);
}
