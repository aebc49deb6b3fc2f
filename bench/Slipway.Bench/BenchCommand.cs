using System.CommandLine;
using System.Text.Json;
using Slipway.Bench.Crash;
using Slipway.Bench.Deliveries;
using Slipway.Bench.Executions;
using Slipway.Bench.Pages;
using Slipway.Bench.Report;
using Spectre.Console;

namespace Slipway.Bench;

/// <summary>Measures, shows, and keeps the numbers as JSON. Fails when a request did or when a promise was broken, not when a budget is missed.</summary>
internal static class BenchCommand
{
    private const string ConsolePart = "console";
    private const string DeliveriesPart = "deliveries";
    private const string ExecutionsPart = "executions";
    private const string PeerPart = "peer";

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public static RootCommand Create()
    {
        var quick = new Option<bool>("--quick") { Description = "One short round: shows that it works, proves nothing." };
        var only = new Option<string[]>("--only") { Description = "Only these parts.", AllowMultipleArgumentsPerToken = true };
        only.AcceptOnlyFromAmong(ConsolePart, DeliveriesPart, ExecutionsPart, PeerPart);
        var rounds = new Option<int?>("--rounds") { Description = "How often each case is measured." };
        var nodes = new Option<int>("--nodes") { Description = "Measures so many servers on one PostgreSQL beside one.", DefaultValueFactory = _ => 1 };
        var share = new Option<double?>("--share") { Description = "Lets each of these nodes take so much of the processors, such as 0.4. Needs to be root." };
        var warmUp = new Option<int?>("--warm-up") { Description = "Seconds of load before each measurement of deliveries." };
        var load = new Option<int?>("--load") { Description = "Seconds of each measurement of deliveries." };
        var markdown = new Option<bool>("--markdown") { Description = "Print the tables of docs/performance.md instead." };
        var output = new Option<DirectoryInfo>("--output") { Description = "Where the numbers go.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/bench") };
        var command = new RootCommand("The figures of Slipway's performance budget, each beside a control of the same run.") { quick, only, rounds, nodes, share, warmUp, load, markdown, output };
        command.SetAction((arguments, cancellationToken) =>
        {
            var isQuick = arguments.GetValue(quick);
            var engine = isQuick ? EngineSchedule.Quick : EngineSchedule.Full;
            return RunAsync(
                arguments.GetValue(only) is { Length: > 0 } parts ? parts : [DeliveriesPart, ExecutionsPart, PeerPart],
                isQuick ? ConsoleSchedule.Quick : ConsoleSchedule.Full,
                (isQuick ? Schedule.Quick : Schedule.Full).With(arguments.GetValue(rounds), arguments.GetValue(warmUp), arguments.GetValue(load)),
                engine with { Rounds = arguments.GetValue(rounds) ?? engine.Rounds, Nodes = arguments.GetValue(nodes), Share = arguments.GetValue(share) },
                arguments.GetValue(markdown),
                arguments.GetValue(output)!,
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string[] parts, ConsoleSchedule console, Schedule schedule, EngineSchedule engine, bool markdown, DirectoryInfo output, CancellationToken cancellationToken)
    {
        output.Create();
        var data = Directory.CreateTempSubdirectory("slipway-bench-");
        try
        {
            var figures = new List<Figure>();
            if (parts.Contains(ExecutionsPart))
            {
                figures.AddRange(await EngineBench.RunAsync(engine, data, Console.Error, cancellationToken));
            }

            if (parts.Contains(PeerPart))
            {
                figures.AddRange(await CrashBench.RunAsync(schedule, data, Console.Error, cancellationToken));
            }

            if (parts.Contains(ConsolePart))
            {
                figures.AddRange(await ConsoleBench.RunAsync(console, data, Console.Error, cancellationToken));
            }

            if (figures.Count > 0)
            {
                await File.WriteAllTextAsync(Path.Combine(output.FullName, "budgets.json"), JsonSerializer.Serialize(figures, Indented), cancellationToken);
                if (markdown)
                {
                    Console.WriteLine(FigureTable.Markdown(figures));
                }
                else
                {
                    FigureTable.Write(figures, AnsiConsole.Console);
                }
            }

            if (parts.Contains(DeliveriesPart))
            {
                await ReportDeliveriesAsync(schedule, data, markdown, output, cancellationToken);
            }

            return 0;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task ReportDeliveriesAsync(Schedule schedule, DirectoryInfo data, bool markdown, DirectoryInfo output, CancellationToken cancellationToken)
    {
        var machine = Machine.Look(data.FullName);
        var report = DeliveryReport.Of(machine, schedule, await DeliveryBench.RunAsync(schedule, data, Console.Error, cancellationToken));
        await File.WriteAllTextAsync(Path.Combine(output.FullName, "deliveries.json"), report.ToJson(), cancellationToken);
        if (markdown)
        {
            Console.Write(MarkdownReport.Of(report));
        }
        else
        {
            ConsoleReport.Write(report, AnsiConsole.Console);
        }
    }
}
