using System.Collections.Concurrent;
using Shouldly;
using Xunit;

namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>The server dies before and after every commit and every effect, each time in a run of its own. A few of them by default, all of them with <c>SLIPWAY_PROVE=1</c>.</summary>
public sealed class FailpointTests(ITestOutputHelper output)
{
    private const int Seed = 20261125;
    private const int Sample = 4;

    // Much of a run is waiting: for a retry's delay, for a disk.
    private const int SideBySide = 4;

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

        // One place that is wrong says nothing of the others.
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(swept, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = Cancellation }, async (number, cancellationToken) =>
        {
            if (await TryRunAsync(world, number, wrong, cancellationToken) is not { } run)
            {
                return;
            }

            Interlocked.Add(ref killed, run.WasKilled ? 1 : 0);
            output.WriteLine($"killed at {run.Place}: {run.SentAgain} sent again, {run.AnswersLost} answers lost, {run.Writes.Count} writes, {run.Told.Count} told, {run.Took.TotalSeconds:0.0} s");
            foreach (var difference in run.DifferencesFrom(calm))
            {
                output.WriteLine(difference);
                wrong.Enqueue(difference);
            }
        });
        output.WriteLine($"{killed} kills in {swept.Length} runs");
        wrong.ShouldBeEmpty();
        killed.ShouldBeGreaterThanOrEqualTo(IsFull ? calm.Passed.Count * 8 / 10 : Sample / 2);
    }

    private async Task<CrashResult?> TryRunAsync(CrashWorld world, int number, ConcurrentQueue<string> wrong, CancellationToken cancellationToken)
    {
        try
        {
            return await world.RunAsync(number, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            output.WriteLine($"killed at {number}: {e}");
            wrong.Enqueue($"killed at {number}: {e.Message}");
            return null;
        }
    }
}
