using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;
using Slipway.Cli.Help;

namespace Slipway.Cli.Tests.Help;

public sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cli.md"));

    private static readonly RootCommand Root = CommandLine.Root(new Shell { Output = TextWriter.Null, Error = TextWriter.Null });

    [Fact]
    public void Every_command_is_on_the_page_with_all_its_options()
    {
        foreach (var command in CommandPage.Leaves(Root))
        {
            Page.ShouldContain(CommandPage.Of(command, CommandPage.Common(Root)), Case.Sensitive);
        }
    }

    [Fact]
    public void Every_command_of_the_page_exists() =>
        Heading().Matches(Page).Select(match => match.Value).ShouldBe(CommandPage.Leaves(Root).Select(CommandPage.Heading), ignoreOrder: true);

    [Fact]
    public void What_commands_share_is_on_the_page_once()
    {
        foreach (var row in CommandPage.Common(Root))
        {
            Page.Split(row).Length.ShouldBe(2, row);
        }
    }

    [Fact]
    public void Exit_codes_and_environment_are_those_of_the_help()
    {
        Row(Page, "exit code").ShouldBe(ExitCodes.All.Select(code => $"| {code.Code} | {code.Meaning} |"));
        Row(Page, "variable").ShouldBe(Surroundings.All.Select(variable => $"| `{variable.Name}` | {variable.Meaning} |"));
        Surroundings.All.Max(variable => variable.Name.Length).ShouldBe(Surroundings.Width);
    }

    [Fact]
    public void Every_example_is_one_that_can_be_typed()
    {
        var words = CommandPage.Leaves(Root).Select(Examples.WordsOf).ToList();
        foreach (var (command, examples) in Examples.All)
        {
            if (command.Length > 0)
            {
                words.ShouldContain(command);
            }

            foreach (var example in examples)
            {
                Root.Parse(Arguments(example)).Errors.ShouldBeEmpty(example);
            }
        }
    }

    [Fact]
    public async Task The_file_that_leads_to_the_first_trigger_is_one_that_can_be_imported()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "triggers.md"), TestContext.Current.CancellationToken);
        using var folder = new Folder();
        var file = folder.Write("trigger.yaml", page.Split("```yaml\n")[1].Split("```")[0]);

        (await Run.Of("validate", "--strict", file)).ShouldSatisfyAllConditions(run => run.ExitCode.ShouldBe(0, run.Output + run.Error));
    }

    [Theory]
    [InlineData("cli.md")]
    [InlineData("triggers.md")]
    public void Every_command_line_of_the_pages_is_one_that_can_be_typed(string page)
    {
        var lines = CodeLine().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, page))).Select(match => match.Groups[1].Value).ToList();

        lines.Count.ShouldBeGreaterThan(5);
        foreach (var line in lines)
        {
            Root.Parse(Arguments(line)).Errors.ShouldBeEmpty(line);
        }
    }

    [Fact]
    public void No_command_and_no_option_lacks_its_explanation()
    {
        foreach (var command in CommandPage.Leaves(Root))
        {
            command.Description.ShouldNotBeNullOrWhiteSpace(command.Name);
            command.Options.Where(option => option is not HelpOption).ShouldAllBe(option => !string.IsNullOrWhiteSpace(option.Description));
            command.Arguments.ShouldAllBe(argument => !string.IsNullOrWhiteSpace(argument.Description));
        }
    }

    [Fact]
    public async Task Help_has_examples_and_for_the_whole_the_exit_codes()
    {
        (await Run.Of("export", "--help")).Output.ShouldContain("Examples:\n  slipway export -p acme -d pipelines\n");
        (await Run.Of("--help")).Output.ShouldContain("Exit codes:\n    0  done\n");
    }

    /// <summary>A line as a shell takes it: quotes of both kinds, up to a redirection, a pipe or a comment.</summary>
    private static string[] Arguments(string line) =>
        [.. Word().Matches(Redirection().Split(line.Replace("source <(", "", StringComparison.Ordinal).TrimEnd(')'))[0]).Select(match => match.Value.Replace("\"", "", StringComparison.Ordinal).Trim('\'')).Skip(1)];

    private static IEnumerable<string> Row(string page, string title) =>
        page[page.IndexOf($"| {title} |", StringComparison.Ordinal)..].Split('\n').Skip(2).TakeWhile(line => line.StartsWith('|'));

    [GeneratedRegex("^### slipway .+$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^(?:[^`\n]*[|] )?(slipway .+)$", RegexOptions.Multiline)]
    private static partial Regex CodeLine();

    [GeneratedRegex("""'[^']*'|"[^"]*"|[^\s'"]+""")]
    private static partial Regex Word();

    [GeneratedRegex(@" (?:[<>|#]|&&) ?")]
    private static partial Regex Redirection();
}
