using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Execution.Admission;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Xunit;

namespace Slipway.Execution.Tests.Grains;

public sealed class NestedTests
{
    private static readonly Pipeline Deploy = Sample.Pipeline("Apply: Roll out") with
    {
        Name = "Deploy",
        Input = new() { ["TAG"] = JsonValue.Create("0") },
        Output = new() { ["deployed"] = JsonValue.Create("web:${input.TAG}") },
    };

    private static readonly Pipeline Release = Sample.Pipeline("Ship: Deploy | Report").With("Ship", "Deploy", _ => new PipelineTask
    {
        Type = ChildPipeline.TaskType,
        Input = new() { ["pipeline"] = "Deploy", ["inputProperties"] = new JsonObject { ["TAG"] = "${input.TAG}" } },
    }).With("Ship", "Report", task => task with { Input = new() { ["text"] = "${Ship.Deploy.output.deployed}" } }) with
    {
        Name = "Release",
        Input = new() { ["TAG"] = JsonValue.Create("0") },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pipeline_runs_in_a_pipeline_and_its_outputs_are_the_tasks()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var (parent, child) = await StartAsync(engine);
        await engine.Runner.StartedAsync(child, Cancellation);

        var asked = (await engine.Store.FindAsync(child, Cancellation))!;
        (asked.Comments, asked.RequestedBy, asked.Parent!.Name, asked.Parent.Index, asked.Parent.Depth).ShouldBe(("Run by Release#1, Ship.Deploy.", "ada", "Release", 1, 1));
        asked.Tags.ShouldBe([parent.ToString()]);
        engine.Runner.Complete("Roll out");
        engine.Runner.Complete("Report");

        var ended = await engine.WaitAsync(parent, state => state.Status.IsEnded(), Cancellation);
        (ended.Status, ended.Stages[0].Tasks[0].Message).ShouldBe((ExecutionStatus.Completed, "Deploy#1: Execution Completed."));
        ended.Stages[0].Tasks[1].Input!["text"]!.GetValue<string>().ShouldBe("web:1.0.0");
        ended.Stages[0].Tasks[0].Output!["_executionLink"]!.GetValue<string>().ShouldBe($"/codestream/api/executions/{child}");
    }

    [Fact]
    public async Task Canceling_the_outer_execution_reaches_the_inner_one()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var (parent, child) = await StartAsync(engine);
        await engine.Runner.StartedAsync(child, Cancellation);

        await engine.Execution(parent).Cancel("bob", "wrong tag");

        (await engine.WaitAsync(parent, state => state.Status.IsEnded(), Cancellation)).Status.ShouldBe(ExecutionStatus.Canceled);
        var inner = await engine.WaitAsync(child, state => state.Status.IsEnded(), Cancellation);
        (inner.Status, inner.StatusMessage).ShouldBe((ExecutionStatus.Canceled, "Canceled by Release#1."));
    }

    [Fact]
    public async Task Both_go_on_after_a_restart_and_the_inner_one_is_not_started_twice()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var (parent, child) = await StartAsync(engine);
        await engine.Runner.StartedAsync(child, Cancellation);

        await engine.RestartAsync(Cancellation, runner =>
        {
            runner.Complete("Roll out");
            runner.Complete("Report");
        });

        (await engine.WaitAsync(parent, state => state.Status.IsEnded(), Cancellation)).Status.ShouldBe(ExecutionStatus.Completed);
        (await engine.Store.FindAsync(child, Cancellation))!.Index.ShouldBe(1);
    }

    [Theory]
    [InlineData("Gone", "Ship.Deploy: Project 'acme' has no pipeline 'Gone'.")]
    [InlineData("Idle", "Ship.Deploy: Pipeline 'Idle' is disabled. Enable it first.")]
    [InlineData("", "Ship.Deploy: 'pipeline' is blank: it must be the name of a pipeline of this project.")]
    public async Task What_cannot_be_run_fails_the_task_with_the_reason(string pipeline, string why)
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        await engine.AddAsync(Deploy with { Name = "Idle", State = PipelineState.Disabled }, Cancellation);
        var parent = new ExecutionId(Guid.NewGuid());

        await engine.AdmitAsync(await engine.AddAsync(Release.With("Ship", "Deploy", task => task with { Input = new() { ["pipeline"] = pipeline } }), Cancellation), parent);

        (await engine.WaitAsync(parent, state => state.Status.IsEnded(), Cancellation)).StatusMessage.ShouldBe(why);
    }

    [Fact]
    public async Task A_pipeline_that_runs_itself_comes_to_an_end()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var again = Sample.Pipeline("Ship: Deploy").With("Ship", "Deploy", _ => new PipelineTask { Type = ChildPipeline.TaskType, Input = new() { ["pipeline"] = "Release" } }) with { Name = "Release", Concurrency = 100 };
        var parent = new ExecutionId(Guid.NewGuid());

        await engine.AdmitAsync(await engine.AddAsync(again, Cancellation), parent);

        (await engine.WaitAsync(parent, state => state.Status.IsEnded(), Cancellation)).StatusMessage.ShouldContain("that is as far as it goes");
    }

    [Fact]
    public async Task A_failed_task_is_rolled_back_by_another_pipeline()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        await engine.AddAsync(Sample.Pipeline("Undo: Restore") with { Name = "Undo web", Input = new() { ["TAG"] = null } }, Cancellation);
        var pipeline = await engine.AddAsync(
            Sample.Pipeline("Build: Pack") with
            {
                Input = new() { ["TAG"] = JsonValue.Create("1.0.0") },
                Rollbacks = [new Rollback { Stage = "Build", Task = "Pack", Name = "Undo web", Inputs = new() { ["TAG"] = JsonValue.Create("${input.TAG}") } }],
            },
            Cancellation);
        engine.Runner.Next("Pack", new TaskOutcome.Failed("no"));
        engine.Runner.Complete("Restore");
        var id = new ExecutionId(Guid.NewGuid());

        await engine.AdmitAsync(pipeline, id);

        var ended = await engine.WaitAsync(id, state => state.Status.IsEnded(), Cancellation);
        (ended.Status, ended.StatusMessage).ShouldBe((ExecutionStatus.RollbackCompleted, "Build.Pack: no Rolled back by 'Undo web'."));
        var undo = (await engine.Store.FindAsync(new TaskAttempt(id, "Build", "Pack", 1, IsRollback: true).Child, Cancellation))!;
        (undo.Comments, undo.Input["TAG"]!.GetValue<string>(), undo.Parent!.Attempt.IsRollback).ShouldBe(("Rolls back web#1, Build.Pack.", "1.0.0", true));
    }

    private static async Task<(ExecutionId Parent, ExecutionId Child)> StartAsync(EngineHost engine)
    {
        await engine.AddAsync(Deploy, Cancellation);
        var parent = new ExecutionId(Guid.NewGuid());
        (await engine.AdmitAsync(await engine.AddAsync(Release, Cancellation), parent, new JsonObject { ["TAG"] = "1.0.0" })).ShouldBe(new AdmissionResult.Admitted(parent, 1));
        return (parent, new TaskAttempt(parent, "Ship", "Deploy", 1).Child);
    }
}
