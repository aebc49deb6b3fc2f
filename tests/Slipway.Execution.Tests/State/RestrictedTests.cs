using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Execution.State;
using Slipway.Pipelines;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Execution.Tests.State;

public sealed class RestrictedTests
{
    private static readonly RestrictedThings Token = new(["token"], []);

    private static readonly RestrictedThings Production = new([], ["Production"]);

    [Fact]
    public void A_task_that_uses_a_restricted_variable_waits_and_says_why()
    {
        var state = Sample.Pipeline("Build: Pack", "Deploy: Roll out").With("Deploy", "Roll out", Using("${var.token}")).Running(Token);

        state.Status.ShouldBe(ExecutionStatus.Running);
        state = state.Done("Build", "Pack");

        state.Status.ShouldBe(ExecutionStatus.Waiting);
        state.StatusMessage.ShouldBe("Deploy.Roll out: Uses variable 'token', restricted to administrators: waits until an administrator of the project resumes it.");
        state.Stages[1].Tasks[0].Status.ShouldBe(WorkStatus.Waiting);
        state.UnderWay.ShouldBeEmpty();
        state.Advance(Sample.Now).ShouldBe(state);
    }

    [Fact]
    public void A_restricted_endpoint_and_a_precondition_hold_a_task_as_well()
    {
        Sample.Pipeline("Deploy: Roll out").With("Deploy", "Roll out", task => task with { Endpoints = new() { ["kubernetesServer"] = "Production" } }).Running(Production)
            .StatusMessage.ShouldStartWith("Deploy.Roll out: Uses endpoint 'Production', restricted");
        Sample.Pipeline("Deploy: Roll out").With("Deploy", "Roll out", task => task with { PreCondition = "${var.token} == 'x'" }).Running(Token)
            .Status.ShouldBe(ExecutionStatus.Waiting);
    }

    [Fact]
    public void What_runs_beside_it_goes_on_and_what_comes_after_it_does_not_start()
    {
        var state = Sample.Pipeline("Deploy: Roll out,Smoke | Report").With("Deploy", "Roll out", Using("${var.token}")).Running(Token);

        state.Status.ShouldBe(ExecutionStatus.Waiting);
        state.UnderWay.Select(attempt => attempt.Task).ShouldBe(["Smoke"]);
        state = state.Done("Deploy", "Smoke");

        state.Status.ShouldBe(ExecutionStatus.Waiting);
        state.UnderWay.ShouldBeEmpty();
        state = Resumed(state);
        state.UnderWay.Select(attempt => attempt.Task).ShouldBe(["Roll out"]);
        state.Done("Deploy", "Roll out").UnderWay.Select(attempt => attempt.Task).ShouldBe(["Report"]);
    }

    [Fact]
    public void Resuming_allows_what_is_waited_for_and_nothing_beyond_it()
    {
        var state = Sample.Pipeline("Deploy: First | Again | Other")
            .With("Deploy", "First", Using("${var.token}")).With("Deploy", "Again", Using("${var.token}")).With("Deploy", "Other", Using("${var.other}"))
            .Running(new RestrictedThings(["token", "other"], []));

        state = Resumed(state);
        state.Status.ShouldBe(ExecutionStatus.Running);
        state = state.Done("Deploy", "First");
        state.UnderWay.Select(attempt => attempt.Task).ShouldBe(["Again"]);
        state = state.Done("Deploy", "Again");

        state.Status.ShouldBe(ExecutionStatus.Waiting);
        state.StatusMessage.ShouldContain("variable 'other'");
    }

    [Fact]
    public void What_is_restricted_is_sealed_and_not_shown()
    {
        var state = Sample.Pipeline("Build: Pack").Running(Token);

        state.HasSomethingToSeal().ShouldBeTrue();
        state.Masked().Restricted.IsEmpty.ShouldBeTrue();
    }

    /// <summary>As the grain does it: the values come with the leave to use them.</summary>
    private static ExecutionState Resumed(ExecutionState state) =>
        (state with { Variables = state.Variables.SetItems(state.AwaitedThings().Variables.Select(name => KeyValuePair.Create(name, new Value(JsonValue.Create("x"), IsSecret: true)))) })
            .Resume("anna").Advance(Sample.Now);

    private static Func<PipelineTask, PipelineTask> Using(string expression) => task => task with { Input = new JsonObject { ["value"] = expression } };
}
