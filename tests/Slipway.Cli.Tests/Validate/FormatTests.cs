using System.Text.Json.Nodes;
using Slipway.Pipelines;

namespace Slipway.Cli.Tests.Validate;

public sealed class FormatTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_is_one_array_with_every_key_in_every_object()
    {
        var file = _folder.Write("a.yaml", Texts.Pipeline("A", more: "colour: 'blue'\n"));

        var run = await Run.Of("validate", "--format", "json", file);

        JsonNode.Parse(run.Output)!.ToJsonString().ShouldBe(new JsonArray(new JsonObject
        {
            ["file"] = file,
            ["line"] = 12,
            ["column"] = 1,
            ["code"] = "SW1010",
            ["severity"] = "warning",
            ["message"] = "The key 'colour' of pipeline 'A' is not known; it is kept and not read.",
            ["hint"] = null,
            ["path"] = "colour",
        }).ToJsonString());
    }

    [Fact]
    public async Task Json_without_findings_is_an_empty_array() =>
        (await Run.Of("validate", "--format", "json", _folder.Write("a.yaml", Texts.Variable))).Output.ShouldBe("[]\n");

    [Fact]
    public async Task Sarif_has_what_code_scanning_requires()
    {
        _folder.Write("with space/ä.yaml", Texts.Variable + "type: NONE\nother: 1");

        var sarif = JsonNode.Parse((await Run.Of("validate", "--format", "sarif", _folder.Path)).Output)!;

        sarif["version"]!.GetValue<string>().ShouldBe("2.1.0");
        var run = sarif["runs"]!.AsArray().ShouldHaveSingleItem()!;
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        run["tool"]!["driver"]!["name"]!.GetValue<string>().ShouldBe("Slipway");
        rules.Select(r => r!["id"]!.GetValue<string>()).ShouldBe(DiagnosticRules.All.Select(r => r.Code));
        rules.ShouldAllBe(r => r!["shortDescription"]!["text"] != null && r["fullDescription"]!["text"] != null && r["help"]!["text"] != null);

        var results = run["results"]!.AsArray();
        results.Count.ShouldBe(2);
        foreach (var result in results)
        {
            rules[result!["ruleIndex"]!.GetValue<int>()]!["id"]!.GetValue<string>().ShouldBe(result["ruleId"]!.GetValue<string>());
            result["level"]!.GetValue<string>().ShouldBeOneOf("error", "warning");
            result["message"]!["text"]!.GetValue<string>().ShouldNotBeEmpty();
            var region = result["locations"]!.AsArray().ShouldHaveSingleItem()!["physicalLocation"]!["region"]!;
            ((string[])["startLine", "startColumn", "endLine", "endColumn"]).ShouldAllBe(end => region[end]!.GetValue<int>() >= 1);
        }
    }

    [Fact]
    public async Task Sarif_tells_of_a_file_that_was_not_read_as_a_failure_of_the_run()
    {
        var sarif = JsonNode.Parse((await Run.Of("validate", "--format", "sarif", _folder.At("none.yaml"))).Output)!;

        var invocation = sarif["runs"]![0]!["invocations"]![0]!;
        invocation["executionSuccessful"]!.GetValue<bool>().ShouldBeFalse();
        invocation["toolExecutionNotifications"]![0]!["message"]!["text"]!.GetValue<string>().ShouldContain("none.yaml");
    }

    [Fact]
    public async Task Nothing_is_coloured_that_is_not_a_terminal()
    {
        var run = await Run.Of("validate", _folder.Write("a.yaml", "a: 1"));

        run.Output.ShouldContain("error SW1008");
        run.Output.ShouldNotContain('\e');
    }
}
