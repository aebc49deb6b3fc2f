using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

public sealed class ConditionTests
{
    [Theory]
    // As exported pipelines write them.
    [InlineData("${input.APP_TYPE} == \"LARGE\"", true)]
    [InlineData("${input.APP_TYPE} == \"SMALL\"", false)]
    [InlineData("${input.APP_TYPE} == \"LARGE\"\n&&\n${input.TAG} == \"1.10\"", true)]
    [InlineData("\"${Build.Publish.output.exports.X}\" == \"null\"", true)]
    [InlineData("\"${Build.Publish.output.exports.VERSION}\" != \"null\"", true)]
    [InlineData("\"${Build.Skipped.output.x}\" == \"null\"", true)]
    [InlineData("${Integration-to-vRA.Get API Access Token.output.responseBody.totalElements} > 0", true)]
    [InlineData("${Integration-to-vRA.Get API Access Token.output.responseCode} == 200", true)]
    [InlineData("true==true", true)]
    [InlineData("${requestBy} != \"admin\"", false)]
    [InlineData("${Build.Publish.status} == \"COMPLETED\"", true)]
    [InlineData("${Build.status} == 'COMPLETED'", true)]
    [InlineData("${input.TAG} != '100'", true)]
    // Blank ones hold.
    [InlineData("", true)]
    [InlineData(" \r\n\t", true)]
    // Numbers, and texts that are numbers beside numbers.
    [InlineData("${input.replicas} == 3", true)]
    [InlineData("${input.replicas} == 3.0", true)]
    [InlineData("${input.count} == \"3\"", true)]
    [InlineData("${input.count} == \"3.0\"", true)]
    [InlineData("${input.replicas} >= 3", true)]
    [InlineData("${input.replicas} > 3", false)]
    [InlineData("${input.replicas} < 10", true)]
    [InlineData("${input.replicas} < \"10\"", true)]
    [InlineData("${input.replicas} <= 2", false)]
    [InlineData("-1 < 0", true)]
    [InlineData("1e3 == 1000", true)]
    [InlineData("0.1 == 0.10", true)]
    [InlineData("${input.count} != \"three\"", true)]
    [InlineData("9007199254740993 == 9007199254740992", false)]
    [InlineData("1e400 > 1e300", true)]
    // Two texts are the same only when every character is.
    [InlineData("${input.TAG} == \"1.1\"", false)]
    [InlineData("\"1.10\" == '1.10'", true)]
    [InlineData("\"abc\" < \"abd\"", true)]
    [InlineData("\"B\" < \"a\"", true)]
    [InlineData("LARGE == ${input.APP_TYPE}", true)]
    [InlineData("large == ${input.APP_TYPE}", false)]
    [InlineData("v${input.TAG} == v1.10", true)]
    [InlineData("\"v${input.TAG}-${input.count}\" == \"v1.10-3\"", true)]
    // Booleans.
    [InlineData("${input.dry run}", true)]
    [InlineData("!${input.dry run}", false)]
    [InlineData("${input.flag}", true)]
    [InlineData("${input.flag} == true", true)]
    [InlineData("${input.dry run} == \"true\"", true)]
    [InlineData("false", false)]
    [InlineData("!false", true)]
    [InlineData("!!true", true)]
    // Null.
    [InlineData("${input.nothing} == null", true)]
    [InlineData("${input.nothing} == \"null\"", true)]
    [InlineData("${input.nothing} == \"\"", false)]
    [InlineData("${input.empty} == \"\"", true)]
    [InlineData("${input.empty} == null", false)]
    [InlineData("${Build.Skipped.output.x} == null", true)]
    [InlineData("${input.TAG} != null", true)]
    [InlineData("null == null", true)]
    // Precedence: ! before comparison before && before ||.
    [InlineData("true || false && false", true)]
    [InlineData("(true || false) && false", false)]
    [InlineData("false && false || true", true)]
    [InlineData("!true == false", true)]
    [InlineData("!(true == false)", true)]
    [InlineData("!(1 > 2) && (3 > 2 || 1 > 2)", true)]
    [InlineData("(1 == 1) == true", true)]
    [InlineData("((((true))))", true)]
    // The rest is not evaluated once the answer is known.
    [InlineData("false && ${input.unknown} == 1", false)]
    [InlineData("true || ${input.unknown} == 1", true)]
    // Quotes, escapes and white space.
    [InlineData("\"a b\" == 'a b'", true)]
    [InlineData("'it''s' == 'x'", null)]
    [InlineData("'it\\'s' == \"it's\"", true)]
    [InlineData("\"a\\\\b\" == 'a\\b'", true)]
    [InlineData("${input.windows} == 'C:\\temp'", true)]
    [InlineData("${input.quoted} == \"say \\\"hi\\\"\"", true)]
    [InlineData("\"(a && b) || !c == d\" != ''", true)]
    [InlineData("1==1&&2!=3||4>5", true)]
    // Objects and lists.
    [InlineData("${input.labels.list} == ${input.labels.list}", true)]
    [InlineData("${input.labels.list} == ${input.labels}", false)]
    public void A_condition_comes_to(string condition, bool? holds)
    {
        var result = Condition.Evaluate(condition, Scopes.Busy);

        if (holds is null)
        {
            result.Error.ShouldNotBeNull();
        }
        else
        {
            result.ShouldBe(new ConditionResult(holds.Value));
        }
    }

    [Theory]
    [InlineData("${input.TGA} == 1", "${input.TGA} names no input of this execution. Did you mean 'TAG'?")]
    [InlineData("true && ${Biuld.Publish.status} == 'x'", "${Biuld.Publish.status} names no stage of this pipeline. Did you mean 'Build'?")]
    [InlineData("${input.APP_TYPE}", "${input.APP_TYPE} is neither true nor false. Compare it with something, as in ${input.APP_TYPE} == \"yes\".")]
    [InlineData("${input.TAG} = '1'", "The condition breaks at line 1, column 14: a single '=' means nothing; write '=='.")]
    [InlineData("true & false", "The condition breaks at line 1, column 6: a single '&' means nothing; write '&&'.")]
    [InlineData("${input.APP_TYPE} > 3", "a text that is no number and a number have no order, so they cannot be compared with <, <=, > or >=.")]
    [InlineData("${input.labels} > 3", "an object and a number have no order, so they cannot be compared with <, <=, > or >=.")]
    [InlineData("null < 1", "null and a number have no order, so they cannot be compared with <, <=, > or >=.")]
    public void A_condition_without_an_answer_is_a_sentence(string condition, string sentence) =>
        Condition.Evaluate(condition, Scopes.Busy).ShouldBe(new ConditionResult(false, sentence));

    [Theory]
    [InlineData("1 == 1 == 1", "column 8")]
    [InlineData("(1 == 1", "end of input, expected")]
    [InlineData("1 == 1)", "column 7")]
    [InlineData("== 1", "column 1")]
    [InlineData("1 ==", "end of input, expected")]
    [InlineData("&& true", "column 1")]
    [InlineData("true\n&& || false", "line 2, column 4")]
    [InlineData("\"open", "breaks")]
    [InlineData("${input.TAG == 1", "breaks")]
    [InlineData("${input.TAG} == Some Text", "Put a text that holds spaces in quotes.")]
    [InlineData("${input.TAG} \"x\"", "quotes")]
    public void A_condition_that_cannot_be_read_says_where(string condition, string part)
    {
        var result = Condition.Evaluate(condition, Scopes.Busy);

        result.Holds.ShouldBeFalse();
        result.Error.ShouldNotBeNull().ShouldContain(part);
    }
}
