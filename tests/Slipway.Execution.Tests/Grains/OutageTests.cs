using Microsoft.Data.Sqlite;
using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Xunit;

namespace Slipway.Execution.Tests.Grains;

public sealed class OutageTests
{
    private const int Full = 13;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_attempt_that_met_a_store_that_was_away_is_made_again_under_its_key_and_fails_nothing()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        engine.Runner.Errors.Enqueue(new SqliteException("database or disk is full", Full));
        engine.Runner.Errors.Enqueue(new InvalidOperationException("wrapped", new SqliteException("disk I/O error", 10)));
        var id = new ExecutionId(Guid.NewGuid());
        engine.Runner.Complete("Pack");

        await engine.AdmitAsync(await engine.AddAsync(Sample.Pipeline("Build: Pack"), Cancellation), id);

        (await engine.WaitAsync(id, state => state.Status.IsEnded(), Cancellation)).Status.ShouldBe(ExecutionStatus.Completed);
        engine.Runner.Started.ShouldBe(Enumerable.Repeat(new TaskAttempt(id, "Build", "Pack", 1), 3));
    }

    [Fact]
    public async Task An_error_that_is_no_outage_fails_the_task_and_is_not_tried_again()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        engine.Runner.Errors.Enqueue(new SqliteException("no such table: nowhere", 1));
        var id = new ExecutionId(Guid.NewGuid());

        await engine.AdmitAsync(await engine.AddAsync(Sample.Pipeline("Build: Pack"), Cancellation), id);

        (await engine.WaitAsync(id, state => state.Status.IsEnded(), Cancellation)).StatusMessage.ShouldContain("This is a defect of the server");
        engine.Runner.Started.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_takes_an_execution_back_again_after_a_crash_is_told_that_it_is_done()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var pipeline = await engine.AddAsync(Sample.Pipeline("Build: Pack") with { Concurrency = 1 }, Cancellation);
        var (first, second) = (new ExecutionId(Guid.NewGuid()), new ExecutionId(Guid.NewGuid()));
        await engine.AdmitAsync(pipeline, first);
        await engine.AdmitAsync(pipeline, second);
        (await engine.Pipeline(pipeline).Withdraw(second, "A newer push has taken its place.")).ShouldBeTrue();

        await engine.RestartAsync(Cancellation);

        (await engine.Pipeline(pipeline).Withdraw(second, "A newer push has taken its place.")).ShouldBeTrue();
        (await engine.Pipeline(pipeline).Withdraw(second, "For another reason.")).ShouldBeFalse();
        (await engine.Pipeline(pipeline).Withdraw(first, "A newer push has taken its place.")).ShouldBeFalse();
    }
}
