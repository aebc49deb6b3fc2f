using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

public sealed class ReferencedNamesTests
{
    [Fact]
    public void Variables_and_inputs_are_found_without_a_scope()
    {
        var names = Binder.References(JsonNode.Parse("""{"a":"${var.Slack URL} ${input.TAG}","b":["${var.a.b}","$${var.no}","${S.T.output.x}"]}"""));

        names.Variables.ShouldBe(["Slack URL", "a", "a.b"], ignoreOrder: true);
        names.Inputs.ShouldBe(["TAG"]);
        names.Expressions.ShouldBe(["var.Slack URL", "input.TAG", "var.a.b", "S.T.output.x"]);
    }

    [Fact]
    public void Conditions_are_looked_through_as_well() =>
        Condition.References("\"${var.x}\" == 'a' && ${var.y[0].z} > 1").Variables.ShouldBe(["x", "y"], ignoreOrder: true);

    [Fact]
    public void A_pipeline_asks_for_what_any_part_of_it_names()
    {
        const string Yaml = """
            project: P
            kind: PIPELINE
            name: N ${var.never}
            description: ${var.never}
            input: {TAG: "${var.never}"}
            output: {url: "${var.output}"}
            workspace: {image: "${var.image}:1", registry: "${var.registry}", cache: ["${var.cache}"], environmentVariables: {A: "${var.environment}"}, customProperties: {B: "${var.custom}"}}
            stageOrder: [S]
            stages:
              S:
                taskOrder: [T]
                tasks:
                  T:
                    type: POLL
                    preCondition: ${var.condition} == 1 && ${input.TAG} != ""
                    endpoints: {agent: "${var.endpoint}"}
                    input: {url: "${var.url}", headers: {A: "${var.header}"}, exitCriteria: {success: "status == ${var.criteria}"}}
            notifications:
              email: [{event: FAILURE, endpoint: "${var.mail}", to: ["${var.to}"], subject: "${var.subject}", body: "${var.body} $${var.never}"}]
              jira: [{event: FAILURE, endpoint: "${var.jira}", project: "${var.project}", issuetype: "${var.issuetype}", summary: "${var.summary}", description: "${var.description}", assignee: "${var.assignee}"}]
              webhook: [{event: FAILURE, url: "${var.hook}", headers: {A: "${var.hook header}"}, payload: '{"a": "${var.payload.x}"}'}]
            rollbacks:
            - {stage: S, task: T, name: "${var.undo}", inputs: {token: "${var.rollback}", more: {a: ["${var.deep}"]}}}

            """;
        var read = DocumentFile.Read(Yaml);
        read.Diagnostics.Where(d => d.Severity is Severity.Error).ShouldBeEmpty();

        var names = ReferencedNames.Of(read.Pipelines.First());

        string[] all =
        [
            "output", "image", "registry", "cache", "environment", "custom", "condition", "endpoint", "url", "header", "criteria", "mail", "to", "subject", "body", "jira", "project",
            "issuetype", "summary", "description", "assignee", "hook", "hook header", "payload", "payload.x", "undo", "rollback", "deep",
        ];
        names.Variables.ShouldBe(all, ignoreOrder: true);
        names.Inputs.ShouldBe(["TAG"]);

        // What is told of a document is what its execution will ask for.
        var told = read.CheckAgainst(new Dictionary<string, ProjectContents> { ["P"] = new() { Variables = new HashSet<string>() } })
            .Diagnostics.Where(d => d.Code is DiagnosticCodes.UnknownVariable).ToList();
        told.Count.ShouldBe(all.Length - 1);
        all.Except(["payload"]).ShouldAllBe(name => told.Any(d => d.Message.Contains($"${{var.{name}}}", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_part_that_cannot_be_looked_through_hides_no_other()
    {
        var twice = JsonNode.Parse("""{"a": 1, "a": 2}""");
        var pipeline = new Pipeline { Project = "P", Name = "N", Output = new() { ["broken"] = twice, ["sound"] = "${var.x}" } };

        ReferencedNames.Of(pipeline).Variables.ShouldBe(["x"]);
    }

    [Fact]
    public void Nothing_asks_for_nothing() => Binder.References(null).Expressions.ShouldBeEmpty();
}
