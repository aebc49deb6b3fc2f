using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Execution.Admission;
using Slipway.Execution.State;
using Slipway.Pipelines;
using Xunit;

namespace Slipway.Execution.Tests.Grains;

public sealed class AdmissionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Executions_are_numbered_without_gaps_or_doubles_however_many_are_asked_for_at_once()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var pipeline = await engine.AddAsync(Sample.Pipeline("Build: Pack"), Cancellation);

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => engine.AdmitAsync(pipeline, new ExecutionId(Guid.NewGuid()))));

        results.Cast<AdmissionResult.Admitted>().Select(admitted => admitted.Index).Order().ShouldBe(Enumerable.Range(1, 200));
    }

    [Fact]
    public async Task One_that_is_refused_takes_no_number_from_those_who_ask_with_it()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var pipeline = await engine.AddAsync(Sample.Pipeline("Build: Pack"), Cancellation);
        var gone = new RunAgain(new ExecutionId(Guid.NewGuid()), null);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(place => engine.AdmitAsync(pipeline, new ExecutionId(Guid.NewGuid()), again: place % 5 == 0 ? gone : null)));

        results.OfType<AdmissionResult.Refused>().Count().ShouldBe(4);
        results.OfType<AdmissionResult.Admitted>().Select(admitted => admitted.Index).Order().ShouldBe(Enumerable.Range(1, 16));
    }

    [Fact]
    public async Task Asking_twice_with_the_same_id_gives_the_same_execution_also_after_a_restart()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var pipeline = await engine.AddAsync(Sample.Pipeline("Build: Pack"), Cancellation);
        var id = new ExecutionId(Guid.NewGuid());

        var together = await Task.WhenAll(engine.AdmitAsync(pipeline, id), engine.AdmitAsync(pipeline, id));
        await engine.RestartAsync(Cancellation);
        var later = await engine.AdmitAsync(pipeline, id);

        together.Append(later).ShouldAllBe(result => result == new AdmissionResult.Admitted(id, 1));
    }

    [Fact]
    public async Task No_more_executions_run_at_once_than_the_pipeline_has_places_and_the_others_follow_in_order()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var pipeline = await engine.AddAsync(Sample.Pipeline("Build: Pack") with { Concurrency = 1 }, Cancellation);
        ExecutionId[] ids = [.. Enumerable.Range(0, 3).Select(_ => new ExecutionId(Guid.NewGuid()))];
        foreach (var id in ids)
        {
            await engine.AdmitAsync(pipeline, id);
        }

        (await engine.Store.FindAsync(ids[1], Cancellation))!.Status.ShouldBe(ExecutionStatus.Queued);
        engine.Runner.Complete("Pack");

        foreach (var id in ids)
        {
            await engine.WaitAsync(id, state => state.Status is ExecutionStatus.Completed, Cancellation);
        }

        engine.Runner.Started.Select(attempt => attempt.Execution).ShouldBe(ids);
    }

    [Fact]
    public async Task What_queues_and_what_runs_goes_on_after_a_restart_with_the_same_attempts()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var pipeline = await engine.AddAsync(Sample.Pipeline("Build: Pack | Scan") with { Concurrency = 1 }, Cancellation);
        var (first, second) = (new ExecutionId(Guid.NewGuid()), new ExecutionId(Guid.NewGuid()));
        await engine.AdmitAsync(pipeline, first);
        await engine.AdmitAsync(pipeline, second);
        engine.Runner.Complete("Pack");
        await engine.WaitAsync(first, state => state.Stages[0].Tasks[1].Status is WorkStatus.Running, Cancellation);

        await engine.RestartAsync(Cancellation);
        engine.Runner.Complete("Pack");
        engine.Runner.Complete("Scan");

        await engine.WaitAsync(first, state => state.Status is ExecutionStatus.Completed, Cancellation);
        await engine.WaitAsync(second, state => state.Status is ExecutionStatus.Completed, Cancellation);
        engine.Runner.Started.Select(attempt => attempt.IdempotencyKey).ShouldBe(
            [$"{first}/Build/Scan/1", $"{second}/Build/Pack/1", $"{second}/Build/Scan/1"]);
    }

    [Fact]
    public async Task A_mandatory_input_without_value_is_refused_by_name_and_takes_no_number()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var definition = Sample.Pipeline("Build: Pack") with
        {
            Input = new() { ["TAG"] = "", ["REGION"] = "eu" },
            InputMeta = new() { ["TAG"] = new InputMeta("The tag to deploy", Mandatory: true) },
        };
        var pipeline = await engine.AddAsync(definition, Cancellation);

        var refused = await engine.AdmitAsync(pipeline, new ExecutionId(Guid.NewGuid()));
        var id = new ExecutionId(Guid.NewGuid());
        var admitted = await engine.AdmitAsync(pipeline, id, new JsonObject { ["TAG"] = "1.0.0", ["UNKNOWN"] = "x" });

        refused.ShouldBeOfType<AdmissionResult.Refused>().Reason.ShouldContain("TAG");
        admitted.ShouldBe(new AdmissionResult.Admitted(id, 1));
        (await engine.Store.FindAsync(id, Cancellation))!.Input.Select(input => $"{input.Key}={input.Value}").ShouldBe(["TAG=1.0.0", "REGION=eu"]);
    }

    [Fact]
    public async Task A_disabled_pipeline_starts_nothing_and_says_so()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var pipeline = await engine.AddAsync(Sample.Pipeline("Build: Pack") with { State = PipelineState.Disabled }, Cancellation);

        var result = await engine.AdmitAsync(pipeline, new ExecutionId(Guid.NewGuid()));

        result.ShouldBeOfType<AdmissionResult.Refused>().Reason.ShouldContain("disabled");
    }

    [Fact]
    public async Task A_task_type_that_the_server_does_not_have_fails_the_task_and_names_those_it_has()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var pipeline = await engine.AddAsync(Sample.Pipeline("Build: Pack").With("Build", "Pack", task => task with { Type = "FAX" }), Cancellation);
        var id = new ExecutionId(Guid.NewGuid());

        await engine.AdmitAsync(pipeline, id);
        var ended = await engine.WaitAsync(id, state => state.Status.IsEnded(), Cancellation);

        ended.StatusMessage.ShouldBe("Build.Pack: This server has no task type 'FAX'. It has: Pipeline, TEST.");
    }
}
