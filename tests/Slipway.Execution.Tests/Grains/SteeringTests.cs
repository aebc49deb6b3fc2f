using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Execution.Admission;
using Slipway.Execution.State;
using Xunit;

namespace Slipway.Execution.Tests.Grains;

public sealed class SteeringTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pause_holds_over_a_restart_until_somebody_resumes()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var id = await RunAsync(engine, "Build: Lint | Pack");
        (await engine.Execution(id).Pause("bob")).ShouldBeTrue();
        (await engine.Execution(id).Pause("bob")).ShouldBeFalse();
        engine.Runner.Complete("Lint");
        await engine.WaitAsync(id, state => state.Status is ExecutionStatus.Paused, Cancellation);

        await engine.RestartAsync(Cancellation);
        await engine.Execution(id).Wake();
        engine.Runner.Started.ShouldBeEmpty();
        engine.Runner.Complete("Pack");
        (await engine.Execution(id).GoOn("eve")).ShouldBeTrue();

        (await engine.WaitAsync(id, state => state.Status.IsEnded(), Cancellation)).StatusMessage.ShouldBe(Engine.CompletedMessage);
        engine.Runner.Started.Select(attempt => attempt.Task).ShouldBe(["Pack"]);
    }

    [Fact]
    public async Task Canceling_tells_the_running_task_to_stop_and_gives_the_place_to_the_next()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var pipeline = await engine.AddAsync(Sample.Pipeline("Build: Lint | Pack") with { Concurrency = 1 }, Cancellation);
        var (first, second) = (new ExecutionId(Guid.NewGuid()), new ExecutionId(Guid.NewGuid()));
        await engine.AdmitAsync(pipeline, first);
        await engine.AdmitAsync(pipeline, second);
        await engine.Runner.StartedAsync(first, Cancellation);

        (await engine.Execution(first).Cancel("bob", "wrong tag")).ShouldBeTrue();

        var ended = await engine.WaitAsync(first, state => state.Status.IsEnded(), Cancellation);
        (ended.Status, ended.StatusMessage).ShouldBe((ExecutionStatus.Canceled, "Canceled by bob: wrong tag."));
        ended.Stages[0].Tasks[0].Message.ShouldStartWith("Stopped.");
        (await engine.Execution(first).Cancel("bob", "")).ShouldBeFalse();
        await engine.WaitAsync(second, state => state.Status is ExecutionStatus.Running, Cancellation);
    }

    [Fact]
    public async Task What_queues_is_canceled_without_having_run()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var pipeline = await engine.AddAsync(Sample.Pipeline("Build: Pack") with { Concurrency = 1 }, Cancellation);
        var (first, second) = (new ExecutionId(Guid.NewGuid()), new ExecutionId(Guid.NewGuid()));
        await engine.AdmitAsync(pipeline, first);
        await engine.AdmitAsync(pipeline, second);

        (await engine.Execution(second).Cancel("bob", "")).ShouldBeTrue();
        engine.Runner.Complete("Pack");
        await engine.WaitAsync(first, state => state.Status is ExecutionStatus.Completed, Cancellation);

        var ended = (await engine.Store.FindAsync(second, Cancellation))!;
        (ended.Status, ended.StatusMessage, ended.StartedAt).ShouldBe((ExecutionStatus.Canceled, "Canceled by bob.", null));
        engine.Runner.Started.ShouldHaveSingleItem().Execution.ShouldBe(first);
    }

    [Fact]
    public async Task A_task_that_does_not_stop_in_time_is_given_up()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation, new EngineOptions { CancelGrace = TimeSpan.FromMilliseconds(100) });
        engine.Runner.IsStubborn = true;
        var id = await RunAsync(engine, "Build: Pack");

        await engine.Execution(id).Cancel("bob", "");

        var ended = await engine.WaitAsync(id, state => state.Status.IsEnded(), Cancellation);
        ended.Status.ShouldBe(ExecutionStatus.Canceled);
        ended.Stages[0].Tasks[0].Message.ShouldContain("Did not stop within");
        engine.Runner.Complete("Pack");
    }

    [Fact]
    public async Task What_was_being_canceled_when_the_server_died_is_canceled_by_the_next_one()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        engine.Runner.IsStubborn = true;
        var id = await RunAsync(engine, "Build: Pack");
        await engine.Execution(id).Cancel("bob", "");
        (await engine.Store.FindAsync(id, Cancellation))!.Status.ShouldBe(ExecutionStatus.Canceling);

        await engine.RestartAsync(Cancellation);

        var ended = await engine.WaitAsync(id, state => state.Status.IsEnded(), Cancellation);
        ended.Status.ShouldBe(ExecutionStatus.Canceled);
        engine.Runner.Started.ShouldBeEmpty();
    }

    [Fact]
    public async Task Running_again_from_a_stage_runs_that_stage_and_not_the_earlier_ones()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var pipeline = await engine.AddAsync(Sample.Pipeline("Build: Pack", "Test: Unit") with { Input = new() { ["TAG"] = "0" } }, Cancellation);
        var (first, again, whole) = (new ExecutionId(Guid.NewGuid()), new ExecutionId(Guid.NewGuid()), new ExecutionId(Guid.NewGuid()));
        await engine.AdmitAsync(pipeline, first, new JsonObject { ["TAG"] = "1.0.0" });
        engine.Runner.Complete("Pack");
        await engine.Runner.StartedAsync(first, Cancellation, "Unit");
        await engine.Execution(first).Cancel("bob", "");
        await engine.WaitAsync(first, state => state.Status.IsEnded(), Cancellation);
        engine.Runner.Complete("Unit");

        (await engine.AdmitAsync(pipeline, again, null, new RunAgain(first, "Test"))).ShouldBe(new AdmissionResult.Admitted(again, 2));
        (await engine.AdmitAsync(pipeline, whole, new JsonObject { ["TAG"] = "2.0.0" }, new RunAgain(first, null))).ShouldBe(new AdmissionResult.Admitted(whole, 3));

        var ended = await engine.WaitAsync(again, state => state.Status is ExecutionStatus.Completed, Cancellation);
        ended.RerunOf.ShouldBe(new Rerun(first, 1, "Test"));
        ended.Input["TAG"]!.GetValue<string>().ShouldBe("1.0.0");
        (await engine.WaitAsync(whole, state => state.Status is ExecutionStatus.Completed, Cancellation)).Input["TAG"]!.GetValue<string>().ShouldBe("2.0.0");
        engine.Runner.Started.Where(attempt => attempt.Execution == again).ShouldHaveSingleItem().Task.ShouldBe("Unit");
        (await engine.Store.FindAsync(again, Cancellation))!.RerunOf.ShouldBe(new Rerun(first, 1, "Test"));
        (await engine.AdmitAsync(pipeline, new ExecutionId(Guid.NewGuid()), null, new RunAgain(new ExecutionId(Guid.NewGuid()), null))).ShouldBeOfType<AdmissionResult.Refused>().Reason.ShouldContain("cannot be run again");
    }

    private static async Task<ExecutionId> RunAsync(EngineHost engine, params string[] stages)
    {
        var id = new ExecutionId(Guid.NewGuid());
        await engine.AdmitAsync(await engine.AddAsync(Sample.Pipeline(stages), Cancellation), id);
        await engine.Runner.StartedAsync(id, Cancellation);
        return id;
    }
}
