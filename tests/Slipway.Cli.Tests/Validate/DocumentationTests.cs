using System.Text.RegularExpressions;
using Slipway.Pipelines;

namespace Slipway.Cli.Tests.Validate;

public sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "validate.md"));

    [Fact]
    public void The_table_lists_exactly_the_codes_there_are()
    {
        var rows = CodeRow().Matches(Page).Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value));

        rows.ShouldBe(DiagnosticRules.All.Select(r => (r.Code, Severity(r), r.Sentence)));
    }

    [Fact]
    public async Task Every_option_of_the_page_exists_and_every_option_is_on_the_page()
    {
        var help = (await Run.Of("validate", "--help")).Output + (await Run.Of("schema", "--help")).Output;

        Options(Page).ShouldBe(Options(help).Except(["--help"]), ignoreOrder: true);
    }

    private static IEnumerable<string> Options(string text) => Option().Matches(text).Select(m => m.Value).Distinct();

    private static string Severity(DiagnosticRule rule) => rule.Severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.WarningOnImport => "warning; error with `--strict`",
        _ => "warning",
    };

    [GeneratedRegex(@"^\| (SW\d+) \| (.+?) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex CodeRow();

    [GeneratedRegex(@"(?<![\w-])--[a-z]+\b")]
    private static partial Regex Option();
}
