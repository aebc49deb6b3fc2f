using System.Globalization;
using Slipway.Bench.Load;
using Slipway.Bench.Subjects;

namespace Slipway.Bench.Deliveries;

/// <summary>One case measured once.</summary>
/// <param name="Case">What was measured.</param>
/// <param name="Load">What the load saw.</param>
/// <param name="ProcessorMicros">The subject's processor time per accepted delivery, with all that it did besides.</param>
/// <param name="Kept">What was on disk after the server was killed; null where nothing is kept.</param>
internal sealed record Measurement(Case Case, LoadResult Load, double ProcessorMicros, KeptRows? Kept);

/// <summary>Accepted deliveries per second and the time to the answer, for each case in turn, round after round, each in a fresh process.</summary>
internal static class DeliveryBench
{
    private const string Password = "a-password-for-one-measurement";

    public static async Task<IReadOnlyList<Measurement[]>> RunAsync(Schedule schedule, DirectoryInfo data, TextWriter progress, CancellationToken cancellationToken)
    {
        var rounds = new List<Measurement[]>();
        while (rounds.Count < schedule.Rounds)
        {
            var round = new List<Measurement>();
            foreach (var which in Case.All)
            {
                var measured = await MeasureAsync(which, schedule, data, cancellationToken);
                round.Add(measured);
                await progress.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {rounds.Count + 1}/{schedule.Rounds}  {which.Name,-32} {measured.Load.PerSecond,8:0}/s  p50 {measured.Load.P50Micros / 1000,6:0.0} ms  p99 {measured.Load.P99Micros / 1000,6:0.0} ms  {measured.ProcessorMicros,5:0} µs of processor each"));
            }

            rounds.Add([.. round]);
        }

        return rounds;
    }

    private static async Task<Measurement> MeasureAsync(Case which, Schedule schedule, DirectoryInfo data, CancellationToken cancellationToken)
    {
        var own = data.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        try
        {
            LoadResult warmUp, load;
            TimeSpan processorTime;
            await using (var subject = await SubjectProcess.StartAsync(which.Subject, own, Password, cancellationToken))
            {
                if (which.Webhook is { } enabled)
                {
                    await BenchProject.CreateAsync(subject.Address, Password, enabled, cancellationToken);
                }

                warmUp = await Wrk.RunAsync(Door.Of(subject.Address), schedule.WarmUp, cancellationToken);
                var before = subject.ProcessorTime;
                load = await Wrk.RunAsync(Door.Of(subject.Address), schedule.Load, cancellationToken);
                processorTime = subject.ProcessorTime - before;
            }

            Demand(which, "warm-up", warmUp);
            Demand(which, "load", load);
            var kept = await KeptAsync(which, own, warmUp.Accepted + load.Accepted, cancellationToken);
            return new Measurement(which, load, processorTime.TotalMicroseconds / load.Accepted, kept);
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    private static void Demand(Case which, string phase, LoadResult load)
    {
        if (load is not { Answers: > 0, Refused: 0, BrokenConnections: 0 })
        {
            throw new BenchException($"{which.Name}, {phase}: {load.Answers} answers, of these {load.Refused} errors; {load.BrokenConnections} broken connections or timeouts.");
        }
    }

    private static async Task<KeptRows?> KeptAsync(Case which, DirectoryInfo data, long accepted, CancellationToken cancellationToken)
    {
        if (!which.IsDurable)
        {
            return null;
        }

        var kept = await KeptRows.CountAsync(data, which, cancellationToken);
        return kept.Count >= accepted
            ? kept
            : throw new BenchException($"{which.Name}: {accepted} deliveries were accepted, {kept.Count} are on disk.");
    }
}
