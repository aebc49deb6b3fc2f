using CsCheck;
using Shouldly;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Pipelines.Tests.Expressions;

public sealed class PrintingTests
{
    private static readonly Gen<string> Names = Gen.Char["abT09 -_/:\\\"'$#é☃\n"].Array[1, 8].Select(c => new string(c));

    private static readonly Gen<string> QuotedNames = Gen.Select(Gen.Char["ab.[]{} -/:\\'☃"].Array[0, 8], Gen.Bool)
        .Select((c, isDouble) => isDouble ? new string(c) : new string(c).Replace('\'', '"'));

    private static readonly Gen<Segment> Steps = Gen.OneOf(
        Names.Select(key => new Segment(key, 0, Joins: true)),
        QuotedNames.Select(key => new Segment(key, 0, Joins: false)),
        Gen.Int[0, 999_999_999].Select(index => new Segment(null, index, Joins: false)));

    private static readonly Gen<ExpressionPath> Paths = Gen.Select(Names, Steps.Array[0, 12])
        .Select((first, rest) => new ExpressionPath([new Segment(first, 0, Joins: true), .. rest]));

    private static readonly Gen<ExpressionPath> Words = Steps.Array[1, 12].Select(steps => new ExpressionPath(steps));

    private static readonly Gen<string> Operands = Gen.OneOf<string>(
        "true", "false", "null", "1", "-1", "1e3", "1.10", "word", "a.b[0].c", "x[\"a b\"]", "v${input.TAG}", "${input.TAG}", "${ input.count }", "${input.labels[\"list\"][0]}",
        "${Build.Publish.status}", "${Build.Skipped.output.x}", "${input.nothing}", "$${NAME}", "$", "{}", "\"\"", "''", "\"a b\"", "'it\\'s'", "\"say \\\"hi\\\"\"", "\"a\\\\b\"", "'C:\\temp\\\\'",
        "\"\\\\\\\\\"", "\"\\${input.TAG\"", "\"\\\\${input.TAG}\"", "\"${input['TAG']}\"", "'${input[\"TAG\"]}-\"'", "\"'\"", "'\"'", "\"&& || ( !\"", "'a\nb'", "\"\0\\\\\"");

    private static readonly Gen<string> Blanks = Gen.OneOf<string>("", " ", "\n", "\r\n\t");

    private static readonly Gen<string> Conditions = Gen.Recursive<string>((depth, inner) => depth > 4
        ? Operands
        : Gen.Frequency(
            (3, Operands),
            (4, Gen.Select(Operands, Blanks, Gen.OneOf<string>("==", "!=", ">", ">=", "<", "<="), Operands).Select((a, b, o, c) => a + b + o + b + c)),
            (2, inner.Select(i => $"!({i})")),
            (1, Operands.Select(i => "! !" + i)),
            (2, inner.Select(i => $"( {i})")),
            (1, Gen.Select(inner, inner).Select((a, b) => $"({a}) == ({b})")),
            (3, Gen.Select(inner.Array[2, 3], Blanks).Select((items, b) => string.Join($" {b}&&{b} ", items))),
            (3, Gen.Select(inner.Array[2, 3], Blanks).Select((items, b) => string.Join($" {b}||{b} ", items)))));

    [Theory]
    [InlineData("Stage 1.Task.output.items[0].x", "Stage 1.Task.output.items[0].x")]
    [InlineData("input['app.kubernetes.io/name']", "input[\"app.kubernetes.io/name\"]")]
    [InlineData("input['a[0]'].b", "input[\"a[0]\"].b")]
    [InlineData("input['say \"hi\"']", "input['say \"hi\"']")]
    [InlineData("input[007]", "input[7]")]
    public void A_path_prints_as_the_grammar_has_it(string text, string printed) => ExpressionPath.Parse(text).Path!.ToString().ShouldBe(printed);

    [Theory]
    [InlineData("a==b", "a == b")]
    [InlineData("( ( a == 'b' ) )", "a == \"b\"")]
    [InlineData("a||b&&c", "a || b && c")]
    [InlineData("(a||b)&&c", "(a || b) && c")]
    [InlineData("a || (b || c)", "a || (b || c)")]
    [InlineData("a && (b && c)", "a && (b && c)")]
    [InlineData("!a == b", "!a == b")]
    [InlineData("!(a == b)", "!(a == b)")]
    [InlineData("! ! (a)", "!!a")]
    [InlineData("(a == b) != (c && d)", "(a == b) != (c && d)")]
    [InlineData("'it\\'s' == \"a\\\\b\"", "\"it's\" == \"a\\b\"")]
    [InlineData("'a\\\\' == 'say \"hi\"'", "\"a\\\\\" == \"say \\\"hi\\\"\"")]
    [InlineData("\"${A.B.output.x}\"==\"null\"\r\n&&\r\n${name}!='x'", "\"${A.B.output.x}\" == \"null\" && ${name} != \"x\"")]
    public void A_condition_prints_with_as_few_parentheses_as_it_needs(string text, string printed) => Read(text).ToString().ShouldBe(printed);

    [Fact]
    public void Every_path_reads_as_itself_when_it_is_printed() =>
        Paths.Sample(path => ExpressionPath.Parse(path.ToString()).Path.ShouldBe(path), iter: 5_000);

    [Fact]
    public void Every_word_reads_as_itself_when_it_is_printed() =>
        Words.Sample(word => ExpressionPath.ParseWord(word.ToString()).ShouldBe(word), iter: 5_000);

    [Fact]
    public void Every_condition_reads_as_itself_when_it_is_printed_and_comes_to_the_same() => Conditions.Sample(
        text =>
        {
            var node = Read(text);
            var printed = node.ToString();

            Read(printed).ShouldBe(node, printed);
            Read(printed).ToString().ShouldBe(printed);
            Read(printed).GetHashCode().ShouldBe(node.GetHashCode());
            Condition.Evaluate(printed, Scopes.Polling).ShouldBe(Condition.Evaluate(text, Scopes.Polling));
            Condition.Evaluate(printed, Scopes.Busy).ShouldBe(Condition.Evaluate(text, Scopes.Busy));
        },
        iter: 5_000);

    private static ConditionNode Read(string condition)
    {
        var (node, problem) = ConditionGrammar.Read(condition);
        return node.ShouldNotBeNull($"{condition}: {problem}");
    }
}
