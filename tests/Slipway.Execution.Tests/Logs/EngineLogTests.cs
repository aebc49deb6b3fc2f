using System.Collections.Immutable;
using Shouldly;
using Slipway.Execution.Logs;
using Slipway.Execution.State;
using Slipway.Execution.Tests.Grains;
using Xunit;

namespace Slipway.Execution.Tests.Logs;

public sealed class EngineLogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_task_wrote_before_a_restart_stays_and_the_attempt_goes_on_behind_it_until_its_end()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        engine.Runner.OnStart = log => log.WriteLine("here I am");
        var pipeline = await engine.AddAsync(Sample.Pipeline("Build: Make"), Cancellation);
        var id = new ExecutionId(Guid.NewGuid());
        await engine.AdmitAsync(pipeline, id);
        await engine.Runner.StartedAsync(id, Cancellation);

        await engine.RestartAsync(Cancellation);
        engine.Runner.OnStart = log => log.WriteLine("here I am again");
        await engine.Execution(id).Wake();
        await engine.Runner.StartedAsync(id, Cancellation);
        engine.Runner.Complete("Make");
        await engine.WaitAsync(id, state => state.Status.IsEnded(), Cancellation);

        // All is there as soon as the execution has ended.
        var page = (await engine.Logs.ReadAsync(id, new LogQuery(), Cancellation)).ShouldNotBeNull();
        page.Chunks.SelectMany(chunk => chunk.Lines).Select(line => line.Text.Replace("\u001b[2m", "", StringComparison.Ordinal).Replace("\u001b[0m", "", StringComparison.Ordinal)).ShouldBe(
        [
            "Task type TEST, attempt 1.",
            "here I am",
            "The attempt is taken up again.",
            "here I am again",
            "Completed. done",
        ]);
        page.Chunks.ShouldAllBe(chunk => chunk.Attempt.Stage == "Build" && chunk.Attempt.Task == "Make" && chunk.Attempt.Number == 1);
    }

    [Fact]
    public void A_log_must_not_show_what_was_bound_nor_any_secret_variable_of_the_pipeline()
    {
        var state = Sample.Pipeline("Build: Make").Running() with
        {
            Secrets = ["bound"],
            Variables = ImmutableDictionary<string, Slipway.Pipelines.Expressions.Value>.Empty.Add("key", new("kept", IsSecret: true)).Add("region", new("eu", IsSecret: false)),
        };

        TaskLogs.SecretsOf(state).ShouldBe(["bound", "kept"]);
    }
}
