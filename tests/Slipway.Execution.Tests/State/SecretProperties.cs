using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Xunit;

namespace Slipway.Execution.Tests.State;

public sealed class SecretProperties
{
    // No word that stands in an execution anyway.
    private static readonly Gen<string[]> GenSecrets = Gen.String[Gen.Char['Q', 'Z'], 4, 12].Array[1, 4];

    [Fact]
    public void Wherever_secrets_stand_and_however_they_overlap_the_masked_execution_holds_none() =>
        Gen.Select(GenSecrets, Gen.Int).Sample((secrets, seed) =>
        {
            var random = new Random(seed);
            var pipeline = Sample.Pipeline("Build: Lint | Pack") with { Rollbacks = [new Rollback { Stage = "Build", Task = "Pack", Name = "Undo" }, new Rollback { Stage = "Build", Name = "Undo all" }] };
            var state = pipeline.Queued() with { Secrets = [.. secrets], Input = new() { ["TAG"] = Values() } };
            state = state.Start(Sample.Now).Advance(Sample.Now);
            Report(new TaskOutcome.Completed(Values(), Text()) { Secrets = [secrets[0] + "Q"] });
            Report(new TaskOutcome.Awaits(Text(), null, Values()));
            state = state.Awaken(state.Work.Single(work => work.Task.Standby is not null).Attempt).Progressed(new TaskAttempt(state.Id, "Build", "Pack", 1), Text());
            Report(new TaskOutcome.Failed(Text(), Values()));
            Report(new TaskOutcome.Completed(Values(), Text()));
            Report(new TaskOutcome.Failed(Text(), Values()));
            state.Status.ShouldBe(ExecutionStatus.RollbackFailed);

            var shown = JsonSerializer.Serialize((state with { Steered = new Steered("bob", Sample.Now, Text()), Output = new() { ["last"] = Values() } }).Masked());
            secrets.ShouldAllBe(secret => !shown.Contains(secret, StringComparison.Ordinal));

            void Report(TaskOutcome outcome) => state = state.Ended(state.UnderWay.Single(), outcome, Sample.Now).Advance(Sample.Now);

            string Text() => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(2) == 0 ? secrets[random.Next(secrets.Length)] : "a "));

            JsonObject Values() => new() { ["text"] = Text(), ["list"] = new JsonArray(Text(), 1, new JsonObject { [Text()] = Text() }) };
        });
}
