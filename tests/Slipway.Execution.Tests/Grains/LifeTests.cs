using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Xunit;

namespace Slipway.Execution.Tests.Grains;

/// <summary>What an execution goes through besides running straight to its end.</summary>
public sealed class LifeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_that_fails_is_tried_again_by_itself()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        engine.Runner.Next("Pack", new TaskOutcome.Failed("no route"), new TaskOutcome.Completed([], "there"));

        var ended = await EndOf(engine, await RunAsync(engine, task => task with { Retry = new Retry(2) { Delay = TimeSpan.FromMilliseconds(10) } }));

        (ended.Status, ended.Stages[0].Tasks[0].Attempt).ShouldBe((ExecutionStatus.Completed, 2));
        engine.Runner.Started.Select(attempt => attempt.Number).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_task_whose_time_is_up_is_told_to_stop_and_fails()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);

        var ended = await EndOf(engine, await RunAsync(engine, task => task with { Timeout = TimeSpan.FromMilliseconds(50) }));

        (ended.Status, ended.StatusMessage).ShouldBe((ExecutionStatus.Failed, "Build.Pack: Timed out: it took longer than the task's 'timeout' allows."));
    }

    [Fact]
    public async Task A_task_that_does_not_stop_when_its_time_is_up_is_given_up()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation, new EngineOptions { CancelGrace = TimeSpan.FromMilliseconds(50) });
        engine.Runner.IsStubborn = true;

        var ended = await EndOf(engine, await RunAsync(engine, task => task with { Timeout = TimeSpan.FromMilliseconds(50) }));

        ended.StatusMessage.ShouldContain("did not stop when it was told to and was given up");
        engine.Runner.Complete("Pack");
    }

    [Theory]
    [InlineData(InterruptedTask.Fail, ExecutionStatus.Failed)]
    [InlineData(InterruptedTask.Retry, ExecutionStatus.Completed)]
    public async Task A_task_that_cannot_be_taken_up_after_a_restart_does_as_it_says(InterruptedTask onInterrupt, ExecutionStatus end)
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        engine.Runner.TakesUp = false;
        var id = await RunAsync(engine, task => task with { OnInterrupt = onInterrupt });
        await engine.Runner.StartedAsync(id, Cancellation);

        await engine.RestartAsync(Cancellation, runner =>
        {
            runner.TakesUp = false;
            runner.Complete("Pack");
        });

        var ended = await EndOf(engine, id);
        ended.Status.ShouldBe(end);
        engine.Runner.Started.Select(attempt => attempt.Number).ShouldBe(end is ExecutionStatus.Completed ? [2] : []);
        ended.StatusMessage.ShouldContain(end is ExecutionStatus.Failed ? "The server restarted while this was under way." : Engine.CompletedMessage);
    }

    [Fact]
    public async Task What_is_awaited_takes_no_memory_and_is_asked_for_again_when_it_has_come()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        engine.Runner.Next("Pack", new TaskOutcome.Awaits("Waits for ada.") { IsForPeople = true });
        var id = await RunAsync(engine);
        await engine.WaitAsync(id, state => state.Status is ExecutionStatus.Waiting, Cancellation);
        await engine.IsGoneAsync(id, Cancellation);
        engine.Runner.Complete("Pack");

        await engine.Execution(id).Arrived(new TaskAttempt(id, "Build", "Pack", 1));

        (await EndOf(engine, id)).Status.ShouldBe(ExecutionStatus.Completed);
        engine.Runner.Started.Select(attempt => attempt.Number).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task What_comes_while_the_runner_is_about_to_say_that_it_waits_is_not_lost()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var id = await RunAsync(engine);
        await engine.Runner.StartedAsync(id, Cancellation);
        await engine.Execution(id).Arrived(new TaskAttempt(id, "Build", "Pack", 1));
        engine.Runner.Next("Pack", new TaskOutcome.Completed([], "there"));

        engine.Runner.End("Pack", new TaskOutcome.Awaits("Waits for ada."));

        (await EndOf(engine, id)).Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public async Task What_falls_due_is_asked_for_again_by_itself()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        engine.Runner.Next("Pack", new TaskOutcome.Awaits("Waits.", DateTimeOffset.UtcNow.AddMilliseconds(50)), new TaskOutcome.Completed([], "there"));

        (await EndOf(engine, await RunAsync(engine))).Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public async Task What_waits_is_taken_back_when_its_execution_is_canceled()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        engine.Runner.Next("Pack", new TaskOutcome.Awaits("Waits for ada.") { IsForPeople = true });
        var id = await RunAsync(engine);
        await engine.WaitAsync(id, state => state.Status is ExecutionStatus.Waiting, Cancellation);

        await engine.Execution(id).Cancel("bob", "");

        var ended = await EndOf(engine, id);
        (ended.Status, ended.Stages[0].Tasks[0].Message).ShouldBe((ExecutionStatus.Canceled, "Taken back."));
        engine.Runner.Withdrawn.ShouldHaveSingleItem();
    }

    private static async Task<ExecutionId> RunAsync(EngineHost engine, Func<PipelineTask, PipelineTask>? change = null)
    {
        var id = new ExecutionId(Guid.NewGuid());
        await engine.AdmitAsync(await engine.AddAsync(Sample.Pipeline("Build: Pack").With("Build", "Pack", change ?? (task => task)), Cancellation), id);
        return id;
    }

    private static Task<ExecutionState> EndOf(EngineHost engine, ExecutionId id) => engine.WaitAsync(id, state => state.Status.IsEnded(), Cancellation);
}
