using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Xunit;

namespace Slipway.Execution.Tests.State;

public sealed class SteeringTests
{
    private static readonly Steered Bob = new("bob", Sample.Now);

    [Fact]
    public void A_pause_lets_what_is_under_way_end_and_starts_nothing_new_until_somebody_resumes()
    {
        var pausing = Sample.Pipeline("Build: Lint,Unit | Pack").Running().Pause(Bob).Advance(Sample.Now);
        pausing.Status.ShouldBe(ExecutionStatus.Pausing);
        pausing.StatusMessage.ShouldBe("Being paused by bob. What is under way ends first.");

        var paused = pausing.Done("Build", "Lint").Done("Build", "Unit");
        paused.Status.ShouldBe(ExecutionStatus.Paused);
        paused.StatusMessage.ShouldBe("Paused by bob.");
        paused.UnderWay.ShouldBeEmpty();
        paused.Advance(Sample.Now).ShouldBe(paused);

        var resuming = paused.GoOn("eve");
        (resuming.Status, resuming.Steered).ShouldBe((ExecutionStatus.Resuming, null));
        resuming.Advance(Sample.Now).ShouldBe(resuming);
        var running = resuming.Resumed().Advance(Sample.Now);
        running.UnderWay.ShouldHaveSingleItem().Task.ShouldBe("Pack");
        running.Done("Build", "Pack").StatusMessage.ShouldBe(Engine.CompletedMessage);
    }

    [Fact]
    public void A_task_that_fails_while_the_execution_is_being_paused_fails_it_when_it_goes_on()
    {
        var paused = Sample.Pipeline("Build: Lint | Pack").Running().Pause(Bob).Advance(Sample.Now).Failed("Build", "Lint", "no");

        paused.Status.ShouldBe(ExecutionStatus.Paused);
        var ended = paused.GoOn("bob").Resumed().Advance(Sample.Now);
        (ended.Status, ended.StatusMessage).ShouldBe((ExecutionStatus.Failed, "Build.Lint: no"));
    }

    [Fact]
    public void What_waited_for_an_administrator_before_a_pause_waits_again_after_it()
    {
        var restricted = new RestrictedThings([], ["Production"]);
        var pipeline = Sample.Pipeline("Deploy: Apply").With("Deploy", "Apply", task => task with { Endpoints = new() { ["kubernetesServer"] = "Production" } });
        var waiting = pipeline.Running(restricted);

        var paused = waiting.Pause(Bob).Advance(Sample.Now);
        paused.Status.ShouldBe(ExecutionStatus.Paused);
        var again = paused.GoOn("bob").Resumed().Advance(Sample.Now);
        (again.Status, again.StatusMessage).ShouldBe((ExecutionStatus.Waiting, waiting.StatusMessage));
    }

    [Fact]
    public void A_canceled_execution_ends_when_what_was_under_way_has_stopped_and_tells_who_and_why()
    {
        var canceling = Sample.Pipeline("Build: Lint,Unit | Pack", "Deploy: Apply").Running().Cancel(Bob with { Reason = "wrong tag" }).Advance(Sample.Now);
        canceling.Status.ShouldBe(ExecutionStatus.Canceling);

        var ended = canceling.Done("Build", "Lint").End("Build", "Unit", new TaskOutcome.Canceled("Stopped."));
        (ended.Status, ended.StatusMessage).ShouldBe((ExecutionStatus.Canceled, "Canceled by bob: wrong tag."));
        ended.Stages.Select(stage => stage.Status).ShouldBe([WorkStatus.Canceled, WorkStatus.NotStarted]);
        ended.Stages[0].Tasks.Select(task => task.Status).ShouldBe([WorkStatus.Completed, WorkStatus.Canceled, WorkStatus.NotStarted]);
        ended.EndedAt.ShouldBe(Sample.Now);
    }

    [Fact]
    public void What_waits_or_is_paused_is_canceled_at_once()
    {
        var restricted = new RestrictedThings([], ["Production"]);
        var waiting = Sample.Pipeline("Deploy: Apply").With("Deploy", "Apply", task => task with { Endpoints = new() { ["kubernetesServer"] = "Production" } }).Running(restricted);
        var paused = Sample.Pipeline("Build: Lint | Pack").Running().Pause(Bob).Advance(Sample.Now).Done("Build", "Lint");

        waiting.Cancel(Bob).Advance(Sample.Now).Stages[0].Tasks[0].Status.ShouldBe(WorkStatus.Canceled);
        waiting.Cancel(Bob).Advance(Sample.Now).Status.ShouldBe(ExecutionStatus.Canceled);
        paused.Cancel(Bob).Advance(Sample.Now).Status.ShouldBe(ExecutionStatus.Canceled);
    }

    [Fact]
    public void What_does_not_stop_is_given_up()
    {
        var canceling = Sample.Pipeline("Build: Lint,Unit").Running().Cancel(Bob).Advance(Sample.Now);

        var ended = canceling.GiveUp("Did not stop.", Sample.Now).Advance(Sample.Now);
        ended.Status.ShouldBe(ExecutionStatus.Canceled);
        ended.Stages[0].Tasks.ShouldAllBe(task => task.Status == WorkStatus.Canceled && task.Message == "Did not stop.");
    }

    [Fact]
    public void Running_again_from_a_stage_takes_the_earlier_ones_over_as_they_ended()
    {
        var pipeline = Sample.Pipeline("Build: Pack", "Test: Unit", "Deploy: Apply");
        var failed = pipeline.Running().Done("Build", "Pack", new() { ["tag"] = "1.0.0" }).Failed("Test", "Unit", "no");
        var asked = failed with { Id = new ExecutionId(Guid.NewGuid()), Index = 2, Status = ExecutionStatus.Queued, Stages = pipeline.NotStarted() };

        failed.FirstUnwell().ShouldBe("Test");
        var again = asked.TakingOver(failed, "Test").Start(Sample.Now).Advance(Sample.Now);

        again.RerunOf.ShouldBe(new Rerun(failed.Id, 1, "Test"));
        again.Stages[0].ShouldBe(failed.Stages[0]);
        again.UnderWay.ShouldHaveSingleItem().ShouldBe(new TaskAttempt(again.Id, "Test", "Unit", 1));
        again.Done("Test", "Unit").Done("Deploy", "Apply").Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Theory]
    [InlineData("Nowhere", "web#1 has no stage 'Nowhere'. It has: Build, Test, Deploy.")]
    [InlineData("Deploy", "Stage 'Test' of web#1 did not end well; run it again from there, or from an earlier stage.")]
    [InlineData("Test", null)]
    [InlineData("Build", null)]
    public void A_stage_from_which_an_execution_cannot_be_run_again_is_refused_with_the_reason(string stage, string? why)
    {
        var running = Sample.Pipeline("Build: Pack", "Test: Unit", "Deploy: Apply").Running().Done("Build", "Pack");

        running.WhyNotFrom(stage).ShouldBe("web#1 has not ended; it can be run again from a stage when it has.");
        running.Failed("Test", "Unit", "no").WhyNotFrom(stage).ShouldBe(why);
    }
}
