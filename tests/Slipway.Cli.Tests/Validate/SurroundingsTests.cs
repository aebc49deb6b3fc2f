namespace Slipway.Cli.Tests.Validate;

public sealed class SurroundingsTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_circle_through_two_files_is_found_in_both()
    {
        var run = await Validate(("a.yaml", Texts.Calling("A", "B")), ("b.yaml", Texts.Calling("B", "A")));

        run.ExitCode.ShouldBe(1);
        run.Lines.Count.ShouldBe(2);
        run.Lines[0].ShouldContain("a.yaml:11:27: error SW1407: Task 'Go' of stage 'One' runs pipeline 'B', which leads back here: A → B → A.");
        run.Lines[1].ShouldContain("b.yaml:11:27: error SW1407");
    }

    [Fact]
    public async Task A_mandatory_input_of_a_pipeline_in_another_file_is_missed()
    {
        var run = await Validate(("a.yaml", Texts.Calling("A", "B")), ("b.yaml", Texts.Pipeline("B", more: "_inputMeta: {tag: {mandatory: true}}")));

        run.Lines.ShouldHaveSingleItem().ShouldContain("a.yaml:11:27: warning SW1405: Task 'Go' of stage 'One' runs pipeline 'B' without its mandatory input 'tag'.");
    }

    [Fact]
    public async Task A_webhook_is_held_against_the_pipeline_of_another_file()
    {
        const string webhook = "project: P\nkind: DOCKER_WEBHOOK\nname: w\nendpoint: hub\npipeline: B\n";

        var run = await Validate(("b.yaml", Texts.Pipeline("B")), ("w.yaml", webhook));

        run.Lines.ShouldHaveSingleItem().ShouldContain("w.yaml:5:11: warning SW1409");
    }

    [Fact]
    public async Task Names_that_no_file_has_may_be_on_the_server() =>
        (await Validate(("a.yaml", Incomplete))).Output.ShouldBeEmpty();

    [Fact]
    public async Task With_complete_a_name_that_no_file_has_is_told()
    {
        var run = await Validate(["--complete"], ("a.yaml", Incomplete));

        run.ExitCode.ShouldBe(0);
        run.Lines.Select(l => l.Split(": ")[1]).ShouldBe(["warning SW1401", "warning SW1402", "warning SW1404", "warning SW1403"], ignoreOrder: true);
    }

    [Fact]
    public async Task With_complete_and_strict_it_is_an_error() =>
        (await Validate(["--complete", "--strict"], ("a.yaml", Incomplete))).ExitCode.ShouldBe(1);

    [Fact]
    public async Task With_complete_names_are_found_in_any_file()
    {
        var run = await Validate(
            ["--complete"],
            ("a.yaml", Incomplete),
            ("b.yaml", Texts.Pipeline("Other") + "---\n" + Texts.Variable),
            ("c.yaml", "kind: CUSTOM_INTEGRATION\nname: script\nruntime: shell\ncode: ls\n"),
            ("d.yaml", "project: P\nkind: ENDPOINT\nname: proxy\ntype: agent\n"));

        run.Output.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_documents_of_another_project_are_none_of_this_one()
    {
        var run = await Validate(["--complete"], ("a.yaml", Texts.Calling("A", "B")), ("b.yaml", Texts.Pipeline("B", project: "Q")));

        run.Lines.ShouldHaveSingleItem().ShouldContain("warning SW1403");
    }

    [Fact]
    public async Task What_a_broken_file_holds_is_not_missed()
    {
        var run = await Validate(["--complete"], ("a.yaml", Texts.Calling("A", "B")), ("b.yaml", Texts.Pipeline("B") + "concurrency: 0\n"));

        run.Lines.ShouldHaveSingleItem().ShouldContain("b.yaml:12:14: error SW1011");
        run.Error.ShouldStartWith("slipway: names that no file has are not told while a file has errors or cannot be read.");
    }

    [Fact]
    public async Task A_document_in_two_files_is_an_error_that_names_both_places()
    {
        var run = await Validate(("a.yaml", "# first\n" + Texts.Variable), ("b.yaml", Texts.Variable));

        run.ExitCode.ShouldBe(1);
        run.Lines.ShouldHaveSingleItem().ShouldBe(
            $"{_folder.At("b.yaml")}:1:1: error SW1017: This is the second VARIABLE 'host' of project 'P'; the first is at {_folder.At("a.yaml")}:2:1. Names are unique within a project; rename one, or take it out.");
    }

    [Fact]
    public async Task Strict_judges_as_the_editor_does()
    {
        var pipeline = Texts.Pipeline("A", "type: REST");

        (await Validate(("a.yaml", pipeline))).ExitCode.ShouldBe(0);
        (await Validate(["--strict"], ("a.yaml", pipeline))).ExitCode.ShouldBe(1);
    }

    /// <summary>Names an endpoint, a variable, a pipeline and a custom integration that are not in its file.</summary>
    private static string Incomplete => Texts.Pipeline(
        "A",
        "type: REST\n        endpoints: {agent: proxy}\n        input: {action: get, url: 'http://${var.host}'}\n      Script:\n        type: Custom\n        input: {name: script, version: 1}",
        "rollbacks: [{stage: One, name: Other}]\n").Replace("[Go]", "['Go,Script']", StringComparison.Ordinal);

    private Task<Run> Validate(params (string Name, string Text)[] files) => Validate([], files);

    private Task<Run> Validate(string[] options, params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            _folder.Write(name, text);
        }

        return Run.Of(["validate", .. options, _folder.Path]);
    }
}
