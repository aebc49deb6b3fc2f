using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

public sealed class WordTests
{
    [Theory]
    [InlineData("status == 'FINISHED'", true)]
    [InlineData("status == \"FAILED\"", false)]
    [InlineData("status != 'FAILED'", true)]
    [InlineData("'FINISHED' == status", true)]
    [InlineData("data.items[0].state == \"OK\" && progress >= 100", true)]
    [InlineData("data.items[1].state == \"OK\" || progress > 100", false)]
    [InlineData("data.items[0].state == data.items[1].state", false)]
    [InlineData("progress == 100", true)]
    [InlineData("progress == '100'", true)]
    [InlineData("100 <= progress", true)]
    [InlineData("share < progress", true)]
    [InlineData("share == 42", true)]
    [InlineData("done", true)]
    [InlineData("!done", false)]
    [InlineData("done && !failed", true)]
    [InlineData("done == true", true)]
    [InlineData("failed == false", true)]
    [InlineData("error == null", true)]
    [InlineData("error", false)]
    [InlineData("status != null", true)]
    // JSON held in a text.
    [InlineData("nested.state == 'DEEP'", true)]
    [InlineData("nested.list[0] == 7", true)]
    // Keys with spaces, dots and signs.
    [InlineData("[\"job id\"] == 'j-1'", true)]
    [InlineData("['job id'] == 'j-1'", true)]
    [InlineData("app.kubernetes.io/name == web", true)]
    [InlineData("[\"app.kubernetes.io/name\"] == web", true)]
    [InlineData("data[\"items\"][0][\"state\"] == 'OK'", true)]
    [InlineData("_links.self == 'https://x/y'", true)]
    [InlineData("_links.self == https://x/y", true)]
    // A word that leads nowhere: null on the left, itself on the right.
    [InlineData("status == FINISHED", true)]
    [InlineData("status == FAILED", false)]
    [InlineData("state == FINISHED", false)]
    [InlineData("state == null", true)]
    [InlineData("state == \"null\"", true)]
    [InlineData("state != 'FINISHED'", true)]
    [InlineData("state == state", false)]
    [InlineData("data.items[9].state == null", true)]
    [InlineData("data.items[9].state == 'OK'", false)]
    [InlineData("status.x == null", true)]
    [InlineData("a..b == null", true)]
    [InlineData("percent >= 100", false)]
    [InlineData("percent < 100", false)]
    [InlineData("!(percent >= 100)", true)]
    [InlineData("ready", false)]
    [InlineData("!ready", true)]
    // What leads somewhere is its value on the right, too.
    [InlineData("data.items[0].state == OK", false)]
    [InlineData("data.items[0].state == 'OK'", true)]
    // Literals and texts in quotes are not looked up.
    [InlineData("true", true)]
    [InlineData("true == 'odd'", false)]
    [InlineData("'status' == 'FINISHED'", false)]
    [InlineData("1 == 1.0", true)]
    [InlineData("null == null", true)]
    // Expressions stay expressions.
    [InlineData("status == 'FINISHED' && ${input.TAG} == '1.10'", true)]
    [InlineData("progress >= ${input.replicas}", true)]
    [InlineData("status == ${input.APP_TYPE}", false)]
    [InlineData("status == \"FINI${input.empty}SHED\"", true)]
    [InlineData("status\r\n==\r\n'FINISHED'\r\n&&\r\nprogress >= 100\r\n", true)]
    public void An_exit_criterion_comes_to(string criterion, bool holds) =>
        Condition.Evaluate(criterion, Scopes.Polling).ShouldBe(new ConditionResult(holds));

    [Theory]
    [InlineData("status", "status is neither true nor false. Compare it with something, as in status == \"yes\".")]
    [InlineData("data > 3", "an object and a number have no order, so they cannot be compared with <, <=, > or >=.")]
    [InlineData("status = 'FINISHED'", "The condition breaks at line 1, column 8: a single '=' means nothing; write '=='.")]
    public void An_exit_criterion_without_an_answer_is_a_sentence(string criterion, string sentence) =>
        Condition.Evaluate(criterion, Scopes.Polling).ShouldBe(new ConditionResult(false, sentence));

    [Fact]
    public void Without_words_a_bare_word_is_a_text()
    {
        Condition.Evaluate("status == 'status'", Scopes.Busy).Holds.ShouldBeTrue();
        Condition.Evaluate("status == null", Scopes.Busy).Holds.ShouldBeFalse();
    }

    [Fact]
    public void An_answer_can_be_a_list_or_a_text_that_holds_json()
    {
        var list = Scopes.Busy with { Words = JsonNode.Parse("""[{"state":"OK"}]""") };
        var text = Scopes.Busy with { Words = JsonValue.Create("""{"state":"OK"}""") };
        var noJson = Scopes.Busy with { Words = JsonValue.Create("<html>") };

        Condition.Evaluate("[0].state == 'OK'", list).ShouldBe(new ConditionResult(true));
        Condition.Evaluate("state == 'OK'", text).ShouldBe(new ConditionResult(true));
        Condition.Evaluate("state == 'OK'", noJson).ShouldBe(new ConditionResult(false));
    }

    [Fact]
    public void An_answer_with_a_key_twice_is_an_error_and_no_exception() =>
        Condition.Evaluate("a == 1", Scopes.Busy with { Words = JsonNode.Parse("""{"a":1,"a":2}""") }).Error.ShouldNotBeNull();
}
