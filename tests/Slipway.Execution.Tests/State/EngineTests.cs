using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Xunit;

namespace Slipway.Execution.Tests.State;

public sealed class EngineTests
{
    [Fact]
    public void Stages_run_one_after_the_other_and_the_groups_of_a_stage_too()
    {
        var state = Sample.Pipeline("Build: Lint | Pack", "Deploy: Roll out").Running();

        UnderWay(state).ShouldBe(["Build.Lint"]);
        state = state.Done("Build", "Lint");
        UnderWay(state).ShouldBe(["Build.Pack"]);
        state = state.Done("Build", "Pack");
        state.Stages[0].Status.ShouldBe(WorkStatus.Completed);
        UnderWay(state).ShouldBe(["Deploy.Roll out"]);
        state = state.Done("Deploy", "Roll out");

        state.Status.ShouldBe(ExecutionStatus.Completed);
        state.StatusMessage.ShouldBe("Execution Completed.");
        state.EndedAt.ShouldBe(Sample.Now);
    }

    [Fact]
    public void Tasks_of_one_group_run_side_by_side_and_the_next_group_waits_for_all()
    {
        var state = Sample.Pipeline("Test: Unit,Smoke | Report").Running();

        UnderWay(state).ShouldBe(["Test.Unit", "Test.Smoke"]);
        state = state.Done("Test", "Smoke");
        UnderWay(state).ShouldBe(["Test.Unit"]);
        UnderWay(state.Done("Test", "Unit")).ShouldBe(["Test.Report"]);
    }

    [Fact]
    public void A_failed_task_lets_its_group_end_then_fails_the_stage_and_the_execution()
    {
        var state = Sample.Pipeline("Test: Unit,Smoke | Report", "Deploy: Roll out").Running();

        state = state.Failed("Test", "Unit", "3 tests are red");
        state.Status.ShouldBe(ExecutionStatus.Running);
        UnderWay(state).ShouldBe(["Test.Smoke"]);
        state = state.Done("Test", "Smoke");

        state.Status.ShouldBe(ExecutionStatus.Failed);
        state.StatusMessage.ShouldBe("Test.Unit: 3 tests are red");
        state.Stages[0].Status.ShouldBe(WorkStatus.Failed);
        state.Stages[0].Tasks[2].Status.ShouldBe(WorkStatus.NotStarted);
        state.Stages[1].Status.ShouldBe(WorkStatus.NotStarted);
    }

    [Fact]
    public void An_ignored_failure_does_not_stop_the_execution()
    {
        var state = Sample.Pipeline("Test: Unit | Report").With("Test", "Unit", task => task with { IgnoreFailure = true }).Running();

        state = state.Failed("Test", "Unit", "red");
        UnderWay(state).ShouldBe(["Test.Report"]);
        state.Done("Test", "Report").Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public void A_task_whose_precondition_does_not_hold_is_skipped()
    {
        var pipeline = Sample.Pipeline("Deploy: Announce | Roll out").With("Deploy", "Announce", task => task with { PreCondition = "${input.TAG} == \"2.0.0\"" });

        var state = pipeline.Running();

        state.Stages[0].Tasks[0].Status.ShouldBe(WorkStatus.Skipped);
        UnderWay(state).ShouldBe(["Deploy.Roll out"]);
    }

    [Fact]
    public void Inputs_are_bound_just_before_the_task_starts_so_that_they_can_read_earlier_outputs()
    {
        var pipeline = Sample.Pipeline("Build: Pack | Scan").With("Build", "Scan", task => task with
        {
            Input = new JsonObject { ["image"] = "acme/web@${Build.Pack.output.digest}", ["tag"] = "${input.TAG}" },
        });

        var state = pipeline.Running().Done("Build", "Pack", new JsonObject { ["digest"] = "sha256:12" });

        state.Stages[0].Tasks[1].Input!.ToJsonString().ShouldBe("""{"image":"acme/web@sha256:12","tag":"1.0.0"}""");
    }

    [Fact]
    public void A_task_whose_input_cannot_be_bound_fails_and_says_which_expression()
    {
        var pipeline = Sample.Pipeline("Deploy: Roll out").With("Deploy", "Roll out", task => task with { Input = new JsonObject { ["yaml"] = "${input.TGA}" } });

        var state = pipeline.Running();

        state.Status.ShouldBe(ExecutionStatus.Failed);
        state.StatusMessage.ShouldStartWith("Deploy.Roll out: ");
        state.StatusMessage.ShouldContain("input.TGA");
    }

    [Fact]
    public void A_report_about_an_attempt_that_is_not_under_way_changes_nothing()
    {
        var state = Sample.Pipeline("Build: Pack | Scan").Running();
        var stale = new TaskAttempt(state.Id, "Build", "Pack", 2);
        var done = state.Done("Build", "Pack");

        state.Ended(stale, new TaskOutcome.Failed("stale"), Sample.Now).ShouldBeSameAs(state);
        done.Done("Build", "Pack").ShouldBeSameAs(done);
    }

    [Fact]
    public void An_execution_that_queues_has_no_next_step()
    {
        var queued = Sample.Pipeline("Build: Pack").Running() with { Status = ExecutionStatus.Queued };

        Engine.Next(queued).ShouldBeOfType<Step.Wait>();
    }

    private static IEnumerable<string> UnderWay(ExecutionState state) => state.UnderWay.Select(attempt => $"{attempt.Stage}.{attempt.Task}");
}
