using System.Globalization;
using System.Security.Cryptography;
using Slipway.Bench.Report;
using Slipway.Bench.Subjects;
using Slipway.Storage.Tests.Postgres;

namespace Slipway.Bench.Executions;

/// <summary>The engine's budgets, each beside a control, round after round, each in a fresh process on an empty database.</summary>
internal static class EngineBench
{
    private const double MiB = 400;
    private const string Together = "executions, all nodes";
    private const string Alone = "executions, one node";

    public static async Task<IReadOnlyList<Figure>> RunAsync(EngineSchedule schedule, DirectoryInfo data, TextWriter progress, CancellationToken cancellationToken)
    {
        await using var postgres = new PostgresProcess("128MB");
        await postgres.InitializeAsync();

        var rounds = new Dictionary<string, List<EngineFigure>>();
        for (var round = 1; round <= schedule.Rounds; round++)
        {
            await OnceAsync(EngineMeasures.Rows, EngineMeasures.Executions, schedule.Seconds);
            await OnceAsync(EngineMeasures.Rows, EngineMeasures.Executions, schedule.Seconds, isPostgres: true);
            if (schedule.Nodes > 1)
            {
                await NodesAsync(1, Alone);
                await NodesAsync(schedule.Nodes, Together);
            }

            await OnceAsync(EngineMeasures.Answer, EngineMeasures.Latency, 0, schedule.Deliveries);
        }

        await OnceAsync(EngineMeasures.Idle, EngineMeasures.Waiting, schedule.RestSeconds, schedule.Unfinished);
        await RestartAsync();
        return [.. Figures()];

        async Task OnceAsync(string control, string measure, int seconds, int count = 0, bool isPostgres = false)
        {
            foreach (var name in (string[])[control, measure])
            {
                var own = data.CreateSubdirectory(Guid.NewGuid().ToString("N"));
                await using (var subject = SubjectProcess.Measure(name, own, isPostgres ? await postgres.CreateDatabaseAsync(cancellationToken) : null, count, seconds))
                {
                    await KeepAsync(isPostgres ? $"{name}, PostgreSQL" : name, await subject.FigureAsync(cancellationToken));
                }

                own.Delete(recursive: true);
            }
        }

        // Each node asks for its share; what they come to together is the figure. On the same processors more nodes take as much longer to warm up; the one beside
        // them has as long.
        async Task NodesAsync(int count, string name)
        {
            var (address, key) = (await postgres.CreateDatabaseAsync(cancellationToken), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            var homes = Enumerable.Range(0, count).Select(_ => data.CreateSubdirectory(Guid.NewGuid().ToString("N"))).ToList();
            var nodes = homes.ConvertAll(home => SubjectProcess.Measure(EngineMeasures.Executions, home, address, 0, schedule.Seconds * schedule.Nodes, key));
            try
            {
                await Task.WhenAll(nodes.Select(node => node.ReadyAsync(cancellationToken)));
                if (schedule.Share is { } processors)
                {
                    nodes.ForEach(node => node.Confine(processors));
                }

                var shares = await Task.WhenAll(nodes.Select(node => node.FigureAsync(cancellationToken)));
                await KeepAsync(name, new EngineFigure(shares.Sum(share => share.Value), ProcessorMicros: shares.Average(share => share.ProcessorMicros)));
            }
            finally
            {
                foreach (var node in nodes)
                {
                    await node.DisposeAsync();
                }
            }
        }

        async Task RestartAsync()
        {
            var own = data.CreateSubdirectory(Guid.NewGuid().ToString("N"));
            foreach (var name in (string[])[EngineMeasures.Begin, EngineMeasures.Restart])
            {
                await using var subject = SubjectProcess.Measure(name, own, null, schedule.Unfinished, 0);
                await KeepAsync(name, await subject.FigureAsync(cancellationToken));
            }

            own.Delete(recursive: true);
        }

        async Task KeepAsync(string name, EngineFigure figure)
        {
            (rounds.TryGetValue(name, out var known) ? known : rounds[name] = []).Add(figure);
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {figure.Value,9:0.0}  p99 {figure.P99,7:0.0}  {figure.ProcessorMicros,8:0} µs of processor"));
        }

        IEnumerable<Figure> Figures()
        {
            foreach (var (store, suffix, least) in ((string, string, double)[])[("SQLite", "", 300), ("PostgreSQL", ", PostgreSQL", 500)])
            {
                var (ours, control) = (rounds[EngineMeasures.Executions + suffix], rounds[EngineMeasures.Rows + suffix]);
                yield return new Figure(
                    $"executions/s of three instant tasks, {store}", Of(ours).Show("0"), "its four commits without an engine", Of(control).Show("0"), Ratio(ours, control).Show("0.00"),
                    $"≥ {least}", Of(ours).Median >= least);
            }

            if (rounds.TryGetValue(Together, out var together))
            {
                var one = rounds[Alone];
                var each = schedule.Share is { } processors ? $" with {Text(processors, "0.##")} processors each" : "";
                yield return new Figure(
                    $"executions/s of {schedule.Nodes} nodes{each}, PostgreSQL", Of(together).Show("0"), "one such node", Of(one).Show("0"), Ratio(together, one).Show("0.00"), "≥ 1 ×", Ratio(together, one).Median >= 1);
            }

            var (latency, answer) = (rounds[EngineMeasures.Latency], rounds[EngineMeasures.Answer]);
            var p99 = Spread.Of(latency.Select(figure => figure.P99));
            yield return new Figure(
                "delivery → first task, idle server, median ms", Of(latency).Show("0.0"), "parse, commit one row, answer", Of(answer).Show("0.0"), Ratio(latency, answer).Show("0.0"), "≤ 15", Of(latency).Median <= 15);
            yield return new Figure(
                "delivery → first task, idle server, p99 ms", p99.Show("0.0"), "parse, commit one row, answer", Spread.Of(answer.Select(figure => figure.P99)).Show("0.0"), "", "≤ 60", p99.Median <= 60);

            var (waiting, idle) = (rounds[EngineMeasures.Waiting][0], rounds[EngineMeasures.Idle][0]);
            yield return new Figure(
                $"{schedule.Unfinished} waiting executions, MiB", Text(waiting.Value, "0"), "the server without any", Text(idle.Value, "0"), Text(waiting.Value / idle.Value, "0.00"), $"≤ {MiB}", waiting.Value <= MiB);
            yield return new Figure(
                $"{schedule.Unfinished} waiting executions, % of a processor", Text(waiting.ProcessorMicros / 1e4, "0.00"), "the server without any", Text(idle.ProcessorMicros / 1e4, "0.00"), "", "≤ 1",
                waiting.ProcessorMicros <= 1e4);

            var (begin, restart) = (rounds[EngineMeasures.Begin][0], rounds[EngineMeasures.Restart][0]);
            yield return new Figure(
                $"restart with {schedule.Unfinished} under way, s until all are live", Text(restart.Value, "0.0"), "start on nothing, and admit them", Text(begin.Value, "0.0"), Text(restart.Value / begin.Value, "0.00"), "≤ 10",
                restart.Value <= 10);
        }
    }

    private static Spread Of(List<EngineFigure> figures) => Spread.Of(figures.Select(figure => figure.Value));

    private static Spread Ratio(List<EngineFigure> ours, List<EngineFigure> control) => Spread.Of(ours.Zip(control, (one, other) => one.Value / other.Value));

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
