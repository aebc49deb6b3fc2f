using System.Text.Json.Nodes;
using CsCheck;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

public sealed class RandomTextTests
{
    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.OneOf<string>("${", "}", "$${", "$", "input.TAG", "input.", "var.", "Build", ".", "Publish", "output", "status", "[0]", "['", "']", "[", "]", "TAG"),
        Gen.OneOf<string>("==", "!=", ">", "<=", "&&", "||", "!", "(", ")", "\"", "'", "\\", "=", "true", "null", "1", "-", "1e9", " ", "\n", "\0", "é", "\ud800", "“", "and", "not", "status", "data.items", "[\"job id\"]", "output.url"),
        Gen.String[0, 3]);

    private static readonly Gen<string> Texts = Pieces.Array[0, 25].Select(string.Concat);

    [Fact]
    public void No_text_makes_binding_throw() => Texts.Sample(
        text =>
        {
            var result = Binder.Bind(new JsonArray(text, new JsonObject { ["k"] = text }), Scopes.Busy);
            Binder.References(JsonValue.Create(text));
            return result.Errors.All(e => e.Length > 0);
        },
        iter: 10_000);

    [Fact]
    public void No_text_makes_a_condition_throw() => Texts.Sample(
        text => Condition.Evaluate(text, Scopes.Busy) is { } result && !(result.Holds && result.Error is not null),
        iter: 10_000);

    [Fact]
    public void No_text_makes_an_exit_criterion_throw() => Texts.Sample(
        text => Condition.Evaluate(text, Scopes.Polling) is { } result && !(result.Holds && result.Error is not null),
        iter: 10_000);

    [Fact]
    public void What_can_be_read_at_all_reads_as_itself_when_it_is_printed() => Texts.Sample(
        text =>
        {
            if (ConditionGrammar.Read(text).Node is { } node)
            {
                ConditionGrammar.Read(node.ToString()).Node.ShouldBe(node);
            }

            if (ExpressionPath.Parse(text).Path is { } path)
            {
                ExpressionPath.Parse(path.ToString()).Path.ShouldBe(path);
            }
        },
        iter: 10_000);

    [Fact]
    public void A_text_without_a_dollar_and_brace_binds_to_itself() => Gen.String.Where(t => !t.Contains("${", StringComparison.Ordinal)).Sample(
        text => Binder.Bind(JsonValue.Create(text), Scopes.Busy).Json!.GetValue<string>().ShouldBe(text),
        iter: 5_000);

    [Fact]
    public void Any_name_without_brackets_and_braces_can_be_read_back() => Gen.Char[" !#%&*+-./09:;<=>?@AZ\\^_`az|~éß☃"].Array[1, 20]
        .Select(c => new string(c).Trim())
        .Where(n => n.Length > 0 && n[0] is not '.' && n[^1] is not '.' && !n.Contains("..", StringComparison.Ordinal))
        .Sample(
            name =>
            {
                var scope = new BindingScope
                {
                    Input = new Dictionary<string, JsonNode?> { [name] = "in" },
                    Stages = new Dictionary<string, StageScope> { ["S " + name] = new("RUNNING", new Dictionary<string, TaskScope> { [name] = new("FAILED", null, new JsonObject { [name] = "out" }) }) },
                };
                Binder.Bind(JsonValue.Create($"${{input.{name}}} ${{S {name}.{name}.status}} ${{S {name}.{name}.output.{name}}} ${{S {name}.status}}"), scope)
                    .ShouldSatisfyAllConditions(r => r.Errors.ShouldBeEmpty(), r => r.Json!.GetValue<string>().ShouldBe("in FAILED out RUNNING"));
            },
            iter: 5_000);
}
