using Shouldly;
using Xunit;

namespace Slipway.Pipelines.Tests.Checks;

public sealed class ProjectTests
{
    private const string Web = """
        project: P
        kind: PIPELINE
        name: Web
        stageOrder: [S]
        stages:
          S:
            taskOrder: [T]
            tasks:
              T: {type: Pipeline, input: {pipeline: Smoke, inputProperties: {url: x}}}
        rollbacks:
        - {stage: S, name: Undo, inputs: {}}

        """;

    private const string Smoke = """
        project: P
        kind: PIPELINE
        name: Smoke
        input: {url: ''}
        _inputMeta: {url: {mandatory: true}, depth: {mandatory: true}}
        stageOrder: [S]
        stages:
          S:
            taskOrder: [T]
            tasks:
              T: {type: REST, endpoints: {agent: far}, input: {action: get, url: "${var.base url}/${input.url}"}}

        """;

    [Fact]
    public void A_call_lacks_a_mandatory_input() =>
        Check($"{Web}---\n{Smoke}", new ProjectContents()).ShouldBe([
            "9:45: warning SW1405: Task 'T' of stage 'S' runs pipeline 'Smoke' without its mandatory input 'depth'. Give it a value, or give the input a default.",
            "11:20: warning SW1403: A rollback rolls back by pipeline 'Undo', which its project does not have. Add the pipeline to the project.",
        ]);

    [Fact]
    public void An_input_that_the_called_pipeline_does_not_have_is_told() =>
        Check($"{Web.Replace("{url: x}", "{ulr: x, depth: 1}", StringComparison.Ordinal)}---\n{Smoke}", new ProjectContents())
            .ShouldContain("9:45: warning SW1406: Task 'T' of stage 'S' gives pipeline 'Smoke' the input 'ulr', which it does not have. Did you mean 'url'?");

    [Fact]
    public void Names_of_endpoints_and_variables_are_held_against_the_project() =>
        Check(Smoke, new ProjectContents { Endpoints = new HashSet<string> { "fra" }, Variables = new HashSet<string> { "base_url" } }).ShouldBe([
            "11:42: warning SW1401: Task 'T' of stage 'S' names endpoint 'far', which its project does not have. Did you mean 'fra'?",
            "11:75: warning SW1402: Task 'T' of stage 'S': ${var.base url} names no variable of project 'P'. Did you mean 'base_url'?",
        ]);

    [Fact]
    public void What_is_not_known_of_a_project_is_not_held_against_a_document() => Check(Smoke, new ProjectContents()).ShouldBeEmpty();

    [Fact]
    public void A_pipeline_that_leads_back_to_itself_is_refused()
    {
        var circle = Smoke.Replace("type: REST, endpoints: {agent: far}, input: {action: get, url: \"${var.base url}/${input.url}\"}", "type: Pipeline, input: {pipeline: Web}", StringComparison.Ordinal);

        Check($"{Web}---\n{circle}", new ProjectContents())
            .ShouldContain("9:45: error SW1407: Task 'T' of stage 'S' runs pipeline 'Smoke', which leads back here: Web → Smoke → Web. An execution would never end; break the circle.");
        Check(Web.Replace("name: Undo", "name: Web", StringComparison.Ordinal), new ProjectContents())
            .ShouldContain(d => d.Contains("error SW1407: A rollback rolls back by pipeline 'Web', which leads back here: Web → Web.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_webhook_names_an_endpoint_and_a_pipeline_that_takes_a_push()
    {
        const string Webhook = """
            project: P
            kind: DOCKER_WEBHOOK
            name: on push
            endpoint: hub
            pipeline: Smoke
            input: {url: "${var.base url}", depth: 3}

            """;

        Check($"{Smoke}---\n{Webhook}", new ProjectContents { Endpoints = new HashSet<string> { "far", "hub2" } }).ShouldBe([
            "16:11: warning SW1401: Docker webhook 'on push' names endpoint 'hub', which its project does not have. Did you mean 'hub2'?",
            "17:11: warning SW1409: Docker webhook 'on push' starts pipeline 'Smoke', which takes none of the inputs that a push fills in. Add 'DOCKER_TRIGGER' to the pipeline's 'options' and read ${input.DOCKER_TAG}.",
        ]);
    }

    [Fact]
    public void In_the_editor_a_name_that_nobody_has_is_an_error()
    {
        var read = DocumentFile.Read(Smoke, new ReadOptions { Strictness = Strictness.Editor })
            .CheckAgainst(new Dictionary<string, ProjectContents> { ["P"] = new() { Endpoints = new HashSet<string>() } });

        read.HasErrors.ShouldBeTrue();
        read.Documents.ShouldBeEmpty();
        read.Diagnostics.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Code.ShouldBe("SW1401"), d => d.Path.ShouldBe("stages.S.tasks.T.endpoints.agent"));
    }

    private static IEnumerable<string> Check(string yaml, ProjectContents others)
    {
        var read = DocumentFile.Read(yaml);
        read.HasErrors.ShouldBeFalse(string.Join('\n', read.Diagnostics));
        var known = others with { Pipelines = read.Pipelines.ToDictionary(p => p.Name) };
        return read.CheckAgainst(new Dictionary<string, ProjectContents> { ["P"] = known }).Diagnostics.Select(d => d.ToString());
    }
}
