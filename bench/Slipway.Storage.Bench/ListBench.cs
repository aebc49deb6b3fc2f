using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Slipway.Storage.Bench;

/// <summary>Asks for each list in turn, round after round, so that a slow minute of the machine hits them all.</summary>
internal static class ListBench
{
    private const double BudgetMillis = 50;
    private const int WarmUps = 3;

    public static async Task RunAsync(FilledStores stores, int rounds, bool plans, CancellationToken cancellationToken)
    {
        List<ListCase> cases = [new ListCase("control: the newest 100 rows, by ADO.NET", async cancellation => (await ControlAsync(stores, cancellation), 0)), .. ListCase.All(stores)];
        var times = cases.ToDictionary(listCase => listCase, _ => new List<double>());
        for (var round = -WarmUps; round < rounds; round++)
        {
            foreach (var listCase in cases)
            {
                var watch = Stopwatch.GetTimestamp();
                await listCase.RunAsync(cancellationToken);
                if (round >= 0)
                {
                    times[listCase].Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
                }
            }
        }

        var control = Quantile(times[cases[0]], 0.5);
        Console.WriteLine($"{"",-45}{"rows",6}{"total",9}{"median",9}{"p95",9}{"max ms",9}{"× control",11}");
        foreach (var (listCase, measured) in cases.Select(listCase => (listCase, times[listCase])))
        {
            var (rows, total) = await listCase.RunAsync(cancellationToken);
            var p95 = Quantile(measured, 0.95);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{listCase.Name,-45}{rows,6}{total,9}{Quantile(measured, 0.5),9:0.0}{p95,9:0.0}{measured.Max(),9:0.0}{Quantile(measured, 0.5) / control,11:0.0}  {Verdict(listCase, p95)}"));
            if (plans)
            {
                await PrintPlansAsync(stores, listCase, cancellationToken);
            }
        }
    }

    private static string Verdict(ListCase listCase, double p95) =>
        !listCase.HasBudget ? "no budget" : p95 <= BudgetMillis ? $"met: p95 ≤ {BudgetMillis} ms" : $"NOT met: p95 ≤ {BudgetMillis} ms";

    private static double Quantile(List<double> measured, double part) => measured.Order().ElementAt((int)Math.Min(measured.Count - 1, measured.Count * part));

    private static async Task<int> ControlAsync(FilledStores stores, CancellationToken cancellationToken)
    {
        await using var db = await stores.TablesAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "select * from executions order by requested_at desc, id desc limit 100";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var values = new object[reader.FieldCount];
        var rows = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            rows += reader.GetValues(values) > 0 ? 1 : 0;
        }

        return rows;
    }

    private static async Task PrintPlansAsync(FilledStores stores, ListCase listCase, CancellationToken cancellationToken)
    {
        foreach (var command in await stores.Commands.OfAsync(() => listCase.RunAsync(cancellationToken)))
        {
            Console.WriteLine(string.Join('\n', command.Sql.Split('\n').Select(line => $"      {(line.Length <= 160 ? line : line[..160] + "…")}")));
            await using var db = await stores.TablesAsync(cancellationToken);
            await db.Database.OpenConnectionAsync(cancellationToken);
            foreach (var line in await command.PlanAsync(db.Database.GetDbConnection(), stores.IsSqlite, cancellationToken))
            {
                Console.WriteLine($"        → {line}");
            }
        }
    }
}
