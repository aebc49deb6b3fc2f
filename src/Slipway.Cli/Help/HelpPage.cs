using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace Slipway.Cli.Help;

/// <summary>What <c>--help</c> shows, and below it examples; for the program as a whole the environment and the exit codes.</summary>
internal sealed class HelpPage(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    public static void Attach(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Description = "Show help.";
        option.Action = new HelpPage((SynchronousCommandLineAction)option.Action!);
    }

    public override bool ClearsParseErrors => usual.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        Section(output, "Examples:", Examples.Of(command).Select(line => $"  {line}"));
        if (command is RootCommand)
        {
            Section(output, "Environment:", Surroundings.All.Select(variable => $"  {variable.Name,-Surroundings.Width}  {variable.Meaning}"));
            Section(output, "Exit codes:", ExitCodes.All.Select(code => string.Create(CultureInfo.InvariantCulture, $"  {code.Code,3}  {code.Meaning}")));
        }

        return code;
    }

    private static void Section(TextWriter output, string title, IEnumerable<string> lines)
    {
        if (lines.ToList() is { Count: > 0 } shown)
        {
            output.WriteLine(title);
            shown.ForEach(output.WriteLine);
            output.WriteLine();
        }
    }
}
