using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

public sealed class OutputTests
{
    [Theory]
    [InlineData("${output.url}", "\"https://web.example\"")]
    [InlineData("See ${output.url} of ${name} #${executionIndex}", "\"See https://web.example of Web #7\"")]
    [InlineData("${output.release.notes}", "\"all of it\"")]
    [InlineData("${output[\"release.notes\"]}", "\"all of it\"")]
    [InlineData("${output.deployment.replicas}", "3")]
    [InlineData("${output.deployment.images[0]}", "\"web:1.10\"")]
    [InlineData("${output.report.passed}", "12")]
    [InlineData("${output.nothing}", "null")]
    // Stages and tasks may be called as scopes and members are; a scope's own names come first.
    [InlineData("${output.status}", "\"FAILED\"")]
    [InlineData("${output.output.status}", "\"COMPLETED\"")]
    [InlineData("${output.output.output.output}", "\"out\"")]
    [InlineData("${output.output.output.status}", "\"own\"")]
    [InlineData("${output.output.input.input}", "\"in\"")]
    [InlineData("${output.input.status}", "\"WAITING\"")]
    [InlineData("${output.status.status}", "\"CANCELED\"")]
    [InlineData("${output.status.output.status}", "\"said\"")]
    [InlineData("${input.Ask.output.answer}", "\"yes\"")]
    [InlineData("${input.Ask.status}", "\"COMPLETED\"")]
    [InlineData("${input.status}", "\"COMPLETED\"")]
    [InlineData("${input.TAG}", "\"1.10\"")]
    public void Outputs_can_be_read_when_the_execution_has_ended(string template, string json)
    {
        var result = Binder.Bind(JsonValue.Create(template), Scopes.Ended);

        result.Errors.ShouldBeEmpty();
        JsonNode.DeepEquals(result.Json, JsonNode.Parse(json)).ShouldBeTrue(result.Json?.ToJsonString());
    }

    [Theory]
    [InlineData("${output.ulr}", "${output.ulr} names no output of this execution. Did you mean 'url'?")]
    [InlineData("${output.x}", "${output.x} names no output of this execution. Known are 'url', 'release.notes', 'deployment', 'report', 'nothing'.")]
    [InlineData("${output}", "${output} names stage 'output', but not what of it. Write ${output.status}, or the name of one of its tasks.")]
    [InlineData("${output.deployment.replica}", "${output.deployment.replica} cannot be read: output 'deployment' has no 'replica', but it has 'replicas'.")]
    public void An_output_that_is_not_there_is_a_sentence(string template, string sentence) =>
        Binder.Bind(JsonValue.Create(template), Scopes.Ended).Errors.ShouldBe([sentence]);

    [Fact]
    public void Before_the_end_outputs_are_not_known_and_the_error_says_when_they_are() =>
        Binder.Bind(JsonValue.Create("${output.url}"), Scopes.Busy).Errors
            .ShouldBe(["${output.url} reads an output of the pipeline, but outputs are known only when the execution has ended."]);

    [Fact]
    public void A_pipeline_without_outputs_says_so() =>
        Binder.Bind(JsonValue.Create("${output.url}"), Scopes.Busy with { Output = new Dictionary<string, JsonNode?>() }).Errors
            .ShouldBe(["${output.url} names no output of this execution. There are no outputs."]);

    [Fact]
    public void The_word_alone_names_nothing() =>
        Binder.Bind(JsonValue.Create("${output}"), Scopes.Busy).Errors.ShouldBe(["${output} names nothing. Write ${output.NAME}."]);

    [Fact]
    public void Conditions_read_outputs_too() =>
        Condition.Evaluate("${output.deployment.replicas} >= 3 && ${output.nothing} == null", Scopes.Ended).ShouldBe(new ConditionResult(true));
}
