using Shouldly;
using Xunit;

namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>The server dies before and after every commit and every effect, each time in a run of its own. A few of them by default, all of them with <c>SLIPWAY_PROVE=1</c>.</summary>
public sealed class FailpointTests(ITestOutputHelper output)
{
    private const int Seed = 20261125;
    private const int Sample = 6;
    private const int SideBySide = 2;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("SLIPWAY_PROVE") is "1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wherever_the_server_is_killed_the_end_is_the_same_as_without_and_nothing_is_done_twice_but_under_its_key()
    {
        await using var world = await CrashWorld.StartAsync(Cancellation);
        var calm = await world.RunAsync(0, Cancellation);
        output.WriteLine($"seed {Seed}: {calm.Passed.Count} places: {string.Join(", ", calm.Passed.CountBy(place => place).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => $"{same.Value} {same.Key}"))}");
        calm.Effects.ShouldNotBeEmpty();
        calm.Effects.ShouldAllBe(effect => effect.EndsWith(": changed 1 times", StringComparison.Ordinal));
        calm.Notices.ShouldAllBe(notice => notice.EndsWith(": 1 times", StringComparison.Ordinal));
        calm.Told.Select(message => message.Key).ShouldBeUnique();

        // The number of places is not the same each time, for commits are shared: the sweep goes on until there are no more.
        int[] all = [.. Enumerable.Range(1, calm.Passed.Count + calm.Passed.Count / 10)];
        int[] swept = IsFull ? all : [.. new Random(Seed).GetItems(all[..calm.Passed.Count], Sample * 4).Distinct().Take(Sample)];
        var killed = 0;
        await Parallel.ForEachAsync(swept, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = Cancellation }, async (number, cancellationToken) =>
        {
            var run = await world.RunAsync(number, cancellationToken);
            Interlocked.Add(ref killed, run.WasKilled ? 1 : 0);
            output.WriteLine($"killed at {run.Place}: {run.SentAgain} sent again, {run.Writes.Count} writes");
            FinalState.Difference(calm.State, run.State).ShouldBeEmpty($"killed at {run.Place}");
            run.Effects.ShouldBe(calm.Effects, $"killed at {run.Place}");
            run.Notices.ShouldBe(calm.Notices, $"killed at {run.Place}");
        });
        output.WriteLine($"{killed} kills");
        killed.ShouldBeGreaterThanOrEqualTo(IsFull ? calm.Passed.Count * 8 / 10 : Sample / 2);
    }
}
