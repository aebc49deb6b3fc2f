using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

/// <summary>
/// What work costs, counted in bytes that it allocates and not in time: every character that is copied, read or parsed again shows.
/// </summary>
public sealed class LinearityTests
{
    [Fact]
    public void Four_times_the_template_costs_four_times_as_much() => Growth(
        n => Template(n, i => $"line {i}: ${{input.TAG}} $${{KEEP}} ${{Build.Publish.output.digest}}\n"),
        template => Binder.Bind(template, Scopes.Busy).Errors.ShouldBeEmpty());

    [Fact]
    public void Four_times_the_different_expressions_cost_four_times_as_much() => Growth(
        n => Template(n, i => $"${{input['k{i:0000}']}} "),
        template => Binder.Bind(template, new BindingScope { Input = Many }).Errors.ShouldBeEmpty());

    [Fact]
    public void Four_times_the_condition_costs_four_times_as_much() => Growth(
        n => string.Join(" && ", Enumerable.Range(0, n).Select(i => $"${{input.TAG}} != 'x{i}' || (1 == 2)")),
        condition => Condition.Evaluate(condition, Scopes.Busy).ShouldBe(new ConditionResult(true)));

    [Fact]
    public void Four_times_the_words_cost_four_times_as_much() => Growth(
        n => string.Join(" && ", Enumerable.Range(0, n).Select(i => $"data.items[0].state != w{i}")),
        condition => Condition.Evaluate(condition, Scopes.Polling).ShouldBe(new ConditionResult(true)));

    [Fact]
    public void A_long_answer_is_parsed_once_however_many_of_its_keys_are_read()
    {
        const int Keys = 1_000;
        var body = "{" + string.Join(",", Enumerable.Range(0, Keys).Select(i => $"\"k{i}\":\"{new string('x', 1_000)}\"")) + "}";
        var scope = new BindingScope { Input = new Dictionary<string, JsonNode?> { ["body"] = JsonNode.Parse(new JsonObject { ["b"] = body }.ToJsonString())!["b"]!.DeepClone() } };
        var template = new JsonArray([.. Enumerable.Range(0, Keys).Select(i => (JsonNode)$"${{input.body.k{i}}}")]);

        Allocated(() => Binder.Bind(template, scope).Errors.ShouldBeEmpty()).ShouldBeLessThan(20L * body.Length);
    }

    [Fact]
    public void A_long_value_that_is_named_often_is_printed_and_searched_once()
    {
        var scope = new BindingScope
        {
            Input = new Dictionary<string, JsonNode?> { ["list"] = new JsonArray([.. Enumerable.Range(0, 1_000).Select(i => (JsonNode)$"item {i}")]) },
            Secrets = new HashSet<string> { "not in there" },
        };
        var length = scope.Input["list"]!.ToJsonString().Length;

        Allocated(() => Binder.Bind(Template(500, _ => "${input.list}"), scope).Errors.ShouldBeEmpty()).ShouldBeLessThan(4L * 500 * length);
    }

    [Fact]
    public void A_template_that_reads_a_long_text_again_and_again_is_refused()
    {
        var scope = new BindingScope { Input = new Dictionary<string, JsonNode?> { ["x"] = new string('x', 1024 * 1024) } };
        var template = new JsonArray([.. Enumerable.Range(0, 10_000).Select(_ => (JsonNode)"${input.x}")]);

        Binder.Bind(template, scope).Errors.ShouldHaveSingleItem().ShouldContain("longer than");
    }

    [Fact]
    public void A_condition_that_reads_a_long_value_again_and_again_is_refused()
    {
        var scope = new BindingScope
        {
            Input = new Dictionary<string, JsonNode?> { ["text"] = new string('x', 1024 * 1024), ["list"] = new JsonArray(new string('x', 1024 * 1024)) },
            Words = new JsonObject { ["word"] = new string('x', 1024 * 1024) },
        };

        foreach (var comparison in new[] { "${input.text} == ${input.text}", "${input.list} == ${input.list}", "'${input.list}' == '${input.text}${input.text}'", "word == word" })
        {
            var condition = string.Join(" || ", Enumerable.Repeat($"!({comparison}) && 1 == 2", 100));
            Condition.Evaluate(condition, scope).Error.ShouldNotBeNull().ShouldContain("16777216 characters");
        }
    }

    [Fact]
    public void Looking_for_what_was_meant_costs_only_where_something_is_wrong()
    {
        var tasks = Enumerable.Range(0, 200).ToDictionary(i => $"task number {i}", _ => new TaskScope("COMPLETED", null, null));
        var nested = Enumerable.Range(1, 30).ToDictionary(n => string.Join('.', Enumerable.Repeat("s", n)), _ => new StageScope("RUNNING", tasks));
        var path = string.Join('.', Enumerable.Repeat("s", 30)) + ".task number 7x.status";
        var right = path.Replace("7x", "7", StringComparison.Ordinal);

        var good = Allocated(() => Binder.Bind(JsonValue.Create($"${{{right}}}"), new BindingScope { Stages = nested }).Errors.ShouldBeEmpty());
        var wrong = Allocated(() => Binder.Bind(JsonValue.Create($"${{{path}}}"), new BindingScope { Stages = nested }).Errors.ShouldHaveSingleItem().ShouldContain("Did you mean 'task number 7'?"));

        good.ShouldBeLessThan(50_000);
        wrong.ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void Ten_million_characters_of_dollars_and_braces_are_one_text()
    {
        var text = string.Concat(Enumerable.Repeat("$${", 3_333_333));

        Binder.Bind(JsonValue.Create(text), Scopes.Busy).Json!.GetValue<string>().ShouldBe(text);
    }

    private static Dictionary<string, JsonNode?> Many { get; } = Enumerable.Range(0, 4_000).ToDictionary(i => $"k{i:0000}", i => (JsonNode?)"v");

    private static JsonValue Template(int pieces, Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pieces; i++)
        {
            text.Append(piece(i));
        }

        return JsonValue.Create(text.ToString());
    }

    private static void Growth<T>(Func<int, T> input, Action<T> work)
    {
        var (small, large) = (input(250), input(1_000));
        work(small);

        Allocated(() => work(large)).ShouldBeLessThan(5 * Allocated(() => work(small)));
    }

    private static long Allocated(Action work)
    {
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
