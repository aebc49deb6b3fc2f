using System.CommandLine;
using Slipway.Execution.Retention;
using Slipway.Server;

namespace Slipway.Cli.Serve;

/// <summary>How much of the past a server keeps: the <c>--keep-…</c> options.</summary>
internal sealed class KeepOptions
{
    private const int MostDays = 36_500;
    private const int MostRecords = 100_000_000;
    private static readonly RetentionOptions Usual = new();

    private readonly Option<int> executions = Number("--keep-executions", "DAYS", "How long executions are kept after they have ended. The newest of each pipeline always is.", (int)Usual.Executions.TotalDays, MostDays);
    private readonly Option<int> perPipeline = Number("--keep-executions-per-pipeline", "NUMBER", "How many executions of one pipeline are kept at most.", Usual.ExecutionsPerPipeline, MostRecords);
    private readonly Option<int> activity = Number("--keep-activity", "DAYS", "How long the activity and its deliveries are kept.", (int)Usual.Activity.TotalDays, MostDays);
    private readonly Option<int> lines = Number("--keep-activity-lines", "NUMBER", "How many lines of the activity are kept at most.", Usual.ActivityLines, MostRecords);

    /// <summary>Makes them the command's.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[executions, perPipeline, activity, lines])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The server's options with what was said here.</summary>
    public ServerOptions Read(ParseResult arguments, ServerOptions options) => options with
    {
        Retention = new RetentionOptions
        {
            Executions = TimeSpan.FromDays(arguments.GetValue(executions)),
            ExecutionsPerPipeline = arguments.GetValue(perPipeline),
            Activity = TimeSpan.FromDays(arguments.GetValue(activity)),
            ActivityLines = arguments.GetValue(lines),
        },
    };

    private static Option<int> Number(string name, string what, string description, int usual, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = what, DefaultValueFactory = _ => usual };
        option.WithinOneAnd(most);
        return option;
    }
}
