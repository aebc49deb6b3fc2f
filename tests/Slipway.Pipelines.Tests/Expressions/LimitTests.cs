using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

public sealed class LimitTests
{
    [Fact]
    public void A_long_condition_costs_no_stack()
    {
        var condition = string.Join("&&", Enumerable.Repeat("1==1", ExpressionLimits.Condition / 6));

        Condition.Evaluate(condition, Scopes.Busy).ShouldBe(new ConditionResult(true));
        Condition.Evaluate(condition.Replace("&&", "||", StringComparison.Ordinal), Scopes.Busy).ShouldBe(new ConditionResult(true));
    }

    [Theory]
    [InlineData("(", 65)]
    [InlineData("(", 60_000)]
    [InlineData("!", 65)]
    [InlineData("!", 60_000)]
    [InlineData("!(", 30_000)]
    public void Nesting_is_bounded(string opening, int times) =>
        Condition.Evaluate(string.Concat(Enumerable.Repeat(opening, times)) + "true", Scopes.Busy).Error.ShouldNotBeNull().ShouldContain("64 levels");

    [Fact]
    public void Nesting_within_the_bound_is_fine() =>
        Condition.Evaluate(new string('(', 64) + "true" + new string(')', 64), Scopes.Busy).ShouldBe(new ConditionResult(true));

    [Fact]
    public void A_condition_over_the_bound_is_refused() =>
        Condition.Evaluate(new string(' ', ExpressionLimits.Condition) + "true", Scopes.Busy).Error.ShouldNotBeNull().ShouldContain("65536");

    [Fact]
    public void An_expression_over_the_bound_is_refused() =>
        Binder.Bind(JsonValue.Create("${input." + new string('a', ExpressionLimits.Expression) + "}"), Scopes.Busy).Errors.ShouldHaveSingleItem().ShouldContain("4096");

    [Fact]
    public void A_path_over_the_bound_is_refused() =>
        Binder.Bind(JsonValue.Create("${input" + string.Concat(Enumerable.Repeat(".a", 64)) + "}"), Scopes.Busy).Errors.ShouldHaveSingleItem().ShouldContain("64 steps");

    [Fact]
    public void A_result_that_would_be_too_long_is_refused()
    {
        var scope = new BindingScope { Input = new Dictionary<string, JsonNode?> { ["x"] = new string('x', 1024 * 1024) } };

        var inText = Binder.Bind(JsonValue.Create(string.Concat(Enumerable.Repeat("${input.x} ", 100_000))), scope);
        var inList = Binder.Bind(new JsonArray([.. Enumerable.Range(0, 50_000).Select(_ => (JsonNode)"a${input.x}")]), scope);

        inText.Errors.ShouldHaveSingleItem().ShouldContain("longer than");
        inList.Errors.ShouldHaveSingleItem().ShouldContain("longer than");
    }

    [Fact]
    public void A_template_that_is_too_deep_is_refused()
    {
        JsonNode node = JsonValue.Create("${input.TAG}");
        for (var i = 0; i < 5_000; i++)
        {
            node = new JsonArray(node);
        }

        Binder.Bind(node, Scopes.Busy).Errors.ShouldHaveSingleItem().ShouldContain("128 levels");
        Binder.References(node).Expressions.ShouldBeEmpty();
    }

    [Fact]
    public void A_template_full_of_mistakes_stops_after_fifty() =>
        Binder.Bind(new JsonArray([.. Enumerable.Range(0, 100_000).Select(i => (JsonNode)$"${{input.no{i}}}")]), Scopes.Busy).Errors.Count.ShouldBe(ExpressionLimits.Errors);

    [Fact]
    public void Half_of_a_surrogate_pair_in_a_value_is_an_error_and_no_exception()
    {
        var scope = new BindingScope { Input = new Dictionary<string, JsonNode?> { ["x"] = JsonNode.Parse("\"\\ud800\""), ["o"] = JsonNode.Parse("""{"a":1,"a":2}""") } };

        Should.NotThrow(() => Binder.Bind(JsonValue.Create("a ${input.x} ${input.o.a}"), scope)).Errors.ShouldNotBeEmpty();
        Should.NotThrow(() => Binder.Bind(JsonValue.Create("${input.o}"), scope));
        Should.NotThrow(() => Condition.Evaluate("${input.x} == \"a\"", scope)).Error.ShouldNotBeNull();
        Should.NotThrow(() => Condition.Evaluate("${input.o} == ${input.o}", scope));
    }
}
