using Shouldly;
using Xunit;

namespace Slipway.Execution.Tests.Model;

/// <summary>
/// Random pipelines, outcomes and commands in the engine and in a model that was written from its rules: after every event both are in the same state.
/// Ten thousand histories, and 200,000 with <c>SLIPWAY_PROVE=1</c>.
/// </summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const int Seed = 20260301;

    private static readonly int Histories = Environment.GetEnvironmentVariable("SLIPWAY_PROVE") is "1" ? 200_000 : 10_000;

    [Fact]
    public void The_engine_does_what_the_model_does_in_every_history_and_what_the_docs_say()
    {
        var seen = new TransitionsSeen();
        var events = 0L;
        for (var seed = Seed; seed < Seed + Histories; seed++)
        {
            var history = History.Any(seed);
            if (history.Run(seen) is not null)
            {
                var shortest = History.Shortest(history, shorter => shorter.Run() is not null);
                Assert.Fail($"History {seed} differs:\n{shortest.Run()}\n{shortest}");
            }

            events += history.Events;
        }

        output.WriteLine($"{Histories:N0} histories from seed {Seed}, {events:N0} events, no difference.");
        foreach (var (transition, count) in seen.Counts.OrderBy(one => one.Key.ToString(), StringComparer.Ordinal))
        {
            output.WriteLine($"{count,9:N0}  {transition}");
        }

        var told = TransitionTables.Read();
        seen.Counts.Keys.Except(told).Select(row => row.ToString()).Order().ShouldBeEmpty("docs/executions.md lacks rows for what happens");
        told.Except(seen.Counts.Keys).Select(row => row.ToString()).Order().ShouldBeEmpty("docs/executions.md has rows for what never happens");
    }
}
