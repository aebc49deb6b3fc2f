using System.Text.Json.Nodes;
using Slipway.Cli.Validate;
using Slipway.Cli.Validate.Reports;
using Slipway.Pipelines;

namespace Slipway.Cli.Tests.Validate;

public sealed class ReportTests
{
    [Theory]
    [InlineData("web.yaml", "web.yaml", true)]
    [InlineData("./a/../web.yaml", "web.yaml", true)]
    [InlineData("/repo/deploy/web.yaml", "deploy/web.yaml", true)]
    [InlineData("with space/ä#1.yaml", "with%20space/%C3%A4%231.yaml", true)]
    [InlineData("<stdin>", "%3Cstdin%3E", true)]
    [InlineData("../web.yaml", "file:///web.yaml", false)]
    [InlineData("/elsewhere/web.yaml", "file:///elsewhere/web.yaml", false)]
    public void Sarif_names_files_from_the_root_of_the_repository(string file, string uri, bool isRelative)
    {
        var artifact = Location(new SarifReport("/repo"), file)["artifactLocation"]!;

        artifact["uri"]!.GetValue<string>().ShouldBe(uri);
        (artifact["uriBaseId"] is not null).ShouldBe(isRelative);
    }

    [Fact]
    public void Sarif_starts_at_the_first_line_where_the_whole_file_is_meant() =>
        Location(new SarifReport("/repo"), "a.yaml")["region"]!["startLine"]!.GetValue<int>().ShouldBe(1);

    [Fact]
    public void Text_names_no_line_where_the_whole_file_is_meant() =>
        new TextReport(colours: false).Print(About("a.yaml")).ShouldBe("a.yaml: error SW1099: More.\n");

    [Fact]
    public void On_a_terminal_the_severity_is_coloured_and_nothing_else() =>
        new TextReport(colours: true).Print(About("a.yaml")).ShouldBe("a.yaml: \e[31;1merror SW1099\e[0m: More.\n");

    private static JsonNode Location(Report report, string file) =>
        JsonNode.Parse(report.Print(About(file)))!["runs"]![0]!["results"]![0]!["locations"]![0]!["physicalLocation"]!;

    private static Outcome About(string file) => new([file], [new Finding(file, new Diagnostic("SW1099", Severity.Error, 0, 0, "More."))], []);
}
