using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Xunit;

namespace Slipway.Execution.Tests.State;

public sealed class RollbackTests
{
    private static readonly Pipeline Undoing = Sample.Pipeline("Build: Pack", "Deploy: Apply,Smoke") with
    {
        Rollbacks =
        [
            new Rollback { Stage = "Deploy", Task = "Apply", Name = "Undo apply", Inputs = new() { ["TAG"] = JsonValue.Create("${input.TAG}") } },
            new Rollback { Stage = "Deploy", Name = "Undo deploy" },
        ],
    };

    [Fact]
    public void A_failed_task_is_undone_when_its_group_has_ended_then_the_stage_is()
    {
        var failed = Undoing.Running().Done("Build", "Pack").Failed("Deploy", "Apply", "no");
        failed.UnderWay.Select(attempt => (attempt.Task, attempt.IsRollback)).ShouldBe([("Smoke", false)]);

        var undoing = failed.Done("Deploy", "Smoke");
        var apply = undoing.UnderWay.ShouldHaveSingleItem();
        (apply.Task, apply.IsRollback, undoing.Status).ShouldBe(("Apply", true, ExecutionStatus.Running));
        undoing.Stages[1].Tasks[0].Rollback!.Input!.ToJsonString().ShouldBe("""{"inputProperties":{"TAG":"1.0.0"},"pipeline":"Undo apply"}""");
        undoing.Stages[1].Status.ShouldBe(WorkStatus.Running);

        var stage = undoing.End(apply, new TaskOutcome.Completed(new() { ["x"] = 1 }, "Undo apply#1: Execution Completed."));
        stage.Stages[1].Status.ShouldBe(WorkStatus.Failed);
        var deploy = stage.UnderWay.ShouldHaveSingleItem();
        (deploy.Task, deploy.IsRollback).ShouldBe(("", true));

        var ended = stage.End(deploy, new TaskOutcome.Completed([], "done"));
        (ended.Status, ended.StatusMessage).ShouldBe((ExecutionStatus.RollbackCompleted, "Deploy.Apply: no Rolled back by 'Undo apply'. Rolled back by 'Undo deploy'."));
        ended.EndedAt.ShouldBe(Sample.Now);
    }

    [Fact]
    public void A_rollback_that_fails_is_not_tried_again_and_told()
    {
        var undoing = Undoing.With("Deploy", "Apply", task => task with { Retry = new Retry(2) }).Running().Done("Build", "Pack").Done("Deploy", "Smoke");
        undoing = undoing.End(new TaskAttempt(undoing.Id, "Deploy", "Apply", 1), new TaskOutcome.Failed("no") { IsFinal = true });
        var stage = undoing.End(undoing.UnderWay.Single(), new TaskOutcome.Failed("Undo apply#1 failed: Fix.It: neither."));

        var ended = stage.End(stage.UnderWay.Single(), new TaskOutcome.Completed([], "done"));

        ended.Status.ShouldBe(ExecutionStatus.RollbackFailed);
        ended.StatusMessage.ShouldContain("The rollback by 'Undo apply' did not succeed: Undo apply#1 failed: Fix.It: neither.");
    }

    [Fact]
    public void A_rollback_whose_inputs_cannot_be_bound_fails_with_the_reason()
    {
        var pipeline = Undoing with { Rollbacks = [Undoing.Rollbacks[0] with { Inputs = new() { ["X"] = JsonValue.Create("${var.gone}") } }] };

        var ended = pipeline.Running().Done("Build", "Pack").Done("Deploy", "Smoke").Failed("Deploy", "Apply", "no");

        ended.Status.ShouldBe(ExecutionStatus.RollbackFailed);
        ended.StatusMessage.ShouldContain("gone");
    }

    [Fact]
    public void What_is_ignored_skipped_or_went_well_is_not_undone()
    {
        var ignored = Undoing.With("Deploy", "Apply", task => task with { IgnoreFailure = true }).Running().Done("Build", "Pack").Done("Deploy", "Smoke").Failed("Deploy", "Apply", "no");
        ignored.Status.ShouldBe(ExecutionStatus.Completed);

        var elsewhere = Undoing.Running().Failed("Build", "Pack", "no");
        (elsewhere.Status, elsewhere.StatusMessage).ShouldBe((ExecutionStatus.Failed, "Build.Pack: no"));
    }

    [Fact]
    public void Canceling_reaches_a_rollback()
    {
        var undoing = Undoing.Running().Done("Build", "Pack").Done("Deploy", "Smoke").Failed("Deploy", "Apply", "no");

        var canceling = undoing.Cancel(new Steered("bob", Sample.Now)).Advance(Sample.Now);
        canceling.Status.ShouldBe(ExecutionStatus.Canceling);

        canceling.End(canceling.UnderWay.Single(), new TaskOutcome.Canceled("Undo apply#1 was canceled, too.")).Status.ShouldBe(ExecutionStatus.Canceled);
    }
}

file static class Rolled
{
    public static ExecutionState End(this ExecutionState state, TaskAttempt attempt, TaskOutcome outcome) => state.Ended(attempt, outcome, Sample.Now).Advance(Sample.Now);
}
