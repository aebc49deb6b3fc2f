using System.CommandLine;
using Slipway.Bench.Deliveries;
using Slipway.Bench.Report;
using Spectre.Console;

namespace Slipway.Bench;

/// <summary>Measures, shows, and keeps the numbers as JSON. Fails when a request did or when a promise was broken, not when a budget is missed.</summary>
internal static class BenchCommand
{
    public static RootCommand Create()
    {
        var quick = new Option<bool>("--quick") { Description = "One short round: shows that it works, proves nothing." };
        var rounds = new Option<int?>("--rounds") { Description = "How often each case is measured." };
        var warmUp = new Option<int?>("--warm-up") { Description = "Seconds of load before each measurement." };
        var load = new Option<int?>("--load") { Description = "Seconds of each measurement." };
        var markdown = new Option<bool>("--markdown") { Description = "Print the tables of docs/performance.md instead." };
        var output = new Option<FileInfo>("--output") { Description = "Where the numbers go.", DefaultValueFactory = _ => new FileInfo("artifacts/bench/deliveries.json") };
        var command = new RootCommand("The figures of Slipway's performance budget, each beside a control of the same run.") { quick, rounds, warmUp, load, markdown, output };
        command.SetAction((arguments, cancellationToken) =>
            RunAsync(
                (arguments.GetValue(quick) ? Schedule.Quick : Schedule.Full).With(arguments.GetValue(rounds), arguments.GetValue(warmUp), arguments.GetValue(load)),
                arguments.GetValue(markdown),
                arguments.GetValue(output)!,
                cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Schedule schedule, bool markdown, FileInfo output, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("slipway-bench-");
        try
        {
            var machine = Machine.Look(data.FullName);
            var rounds = await DeliveryBench.RunAsync(schedule, data, Console.Error, cancellationToken);
            var report = DeliveryReport.Of(machine, schedule, rounds);

            output.Directory!.Create();
            await File.WriteAllTextAsync(output.FullName, report.ToJson(), cancellationToken);
            if (markdown)
            {
                Console.Write(MarkdownReport.Of(report));
            }
            else
            {
                ConsoleReport.Write(report, AnsiConsole.Console);
            }

            return 0;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
