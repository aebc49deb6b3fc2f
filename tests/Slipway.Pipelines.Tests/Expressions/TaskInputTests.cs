using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.TaskTypes;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

public sealed class TaskInputTests
{
    private static readonly BindingScope Scope = new() { Input = new Dictionary<string, JsonNode?> { ["url"] = "http://a", ["state"] = "x' || true || 'y" } };

    [Theory]
    [InlineData("REST", """{"url":"${input.url}","n":1}""", """{"url":"http://a","n":1}""")]
    [InlineData("Condition", """{"condition":"${input.state} == 'OK'"}""", """{"condition":"${input.state} == 'OK'"}""")]
    [InlineData("POLL", """{"exitCriteria":{"success":"status == '${input.state}'","other":"${input.url}"},"url":"${input.url}"}""", """{"exitCriteria":{"success":"status == '${input.state}'","other":"http://a"},"url":"http://a"}""")]
    [InlineData("POLL", """{"exitCriteria":"${input.url}"}""", """{"exitCriteria":"http://a"}""")]
    [InlineData("Unheard", """{"condition":"${input.url}"}""", """{"condition":"http://a"}""")]
    public void Everything_is_bound_but_what_the_task_asks_itself(string type, string input, string bound)
    {
        var result = TaskInput.Bind(new PipelineTask { Type = type, Input = JsonNode.Parse(input)!.AsObject() }, Scope);

        result.Errors.ShouldBeEmpty();
        result.Json!.ToJsonString().ShouldBe(JsonNode.Parse(bound)!.ToJsonString());
    }

    [Fact]
    public void An_error_gives_no_input() =>
        TaskInput.Bind(new PipelineTask { Type = "POLL", Input = new() { ["url"] = "${input.gone}" } }, Scope)
            .ShouldSatisfyAllConditions(r => r.Json.ShouldBeNull(), r => r.Errors.ShouldHaveSingleItem());
}
