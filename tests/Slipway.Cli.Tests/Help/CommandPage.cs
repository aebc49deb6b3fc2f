using System.CommandLine;
using System.CommandLine.Help;
using Slipway.Cli.Help;

namespace Slipway.Cli.Tests.Help;

/// <summary>What docs/cli.md has to say of a command: the words, arguments and options that the code has.</summary>
internal static class CommandPage
{
    /// <summary>The options that many commands share: of all with a server, of all about things in projects, of all lists. They stand on the page once.</summary>
    public static IReadOnlyList<string> Common(RootCommand root)
    {
        var pipelines = root.Subcommands.Single(command => command.Name is "pipelines");
        return [.. pipelines.Options.Concat(pipelines.Subcommands.Single(command => command.Name is "list").Options).Where(option => option is not HelpOption).Select(Row)];
    }

    public static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count is 0 ? [command] : command.Subcommands.Where(sub => !sub.Hidden).SelectMany(Leaves);

    public static string Heading(Command command) =>
        $"### slipway {string.Join(' ', [Examples.WordsOf(command), .. command.Arguments.Select(argument => argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..." : argument.Name)])}";

    public static string Of(Command command, IReadOnlyList<string> common)
    {
        var rows = command.Options.Where(option => option is not HelpOption).Select(Row).Except(common).ToList();
        return $"{Heading(command)}\n\n{command.Description}\n{(rows.Count is 0 ? "" : $"\n| option | |\n|---|---|\n{string.Concat(rows)}")}";
    }

    public static string Row(Option option)
    {
        var value = option.ValueType == typeof(bool) || option.ValueType == typeof(bool?) ? "" : $" {option.HelpName ?? "VALUE"}";
        var names = string.Join(", ", ((string[])[option.Name, .. option.Aliases]).Select(name => $"`{name}{value}`"));
        return $"| {Cell(names)} | {Cell(option.Description!)} |\n";
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
