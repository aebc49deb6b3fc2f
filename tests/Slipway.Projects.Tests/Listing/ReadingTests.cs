using Shouldly;
using Slipway.Projects.Listing;
using Xunit;

namespace Slipway.Projects.Tests.Listing;

public sealed class ReadingTests
{
    private const string Id = "8f3c7e9a-0d52-4a6b-9f10-2b7c5d4e6f80";

    // The first block is what Code Stream's public clients send, to the letter (facts: code-stream.md 1.2 and 6.2).
    [Theory]
    [InlineData("((name eq 'x') and (project eq 'y'))", "name eq 'x' and project eq 'y'")]
    [InlineData("((status eq 'FAILED') and (_nested eq 'false'))", "status eq 'FAILED' and _nested eq false")]
    [InlineData($"(id eq '{Id}')", $"id eq '{Id}'")]
    [InlineData($"((id eq '{Id}')) and ((name eq 'b'))", $"id eq '{Id}' and name eq 'b'")]
    [InlineData("(type eq 'git')", "type eq 'git'")]
    [InlineData("name eq 'ABCD' and project eq 'demo'", "name eq 'ABCD' and project eq 'demo'")]
    [InlineData("startswith(name, 'ABC')", "startswith(name, 'ABC')")]
    [InlineData("toupper(name) eq 'ABCD-JENKINS'", "toupper(name) eq 'ABCD-JENKINS'")]
    [InlineData("substringof('bc',tolower(name))", "substringof('bc', tolower(name))")]
    [InlineData("project eq 'P'", "project eq 'P'")]
    // What OData says besides.
    [InlineData("a eq 'x'", null)]
    [InlineData("name eq 'it''s'", "name eq 'it''s'")]
    [InlineData("name eq ''", "name eq ''")]
    [InlineData("name eq 'a and (b'", "name eq 'a and (b'")]
    [InlineData("'x' eq name", "name eq 'x'")]
    [InlineData("3 lt index", "index gt 3")]
    [InlineData("index ge -3 and index le '7'", "index ge -3 and index le 7")]
    [InlineData("_nested", "_nested eq true")]
    [InlineData("not _nested", "not _nested eq true")]
    [InlineData("_nested ne TRUE", "_nested ne true")]
    [InlineData("NOT (name EQ 'x' OR Name eq 'y')", null)]
    [InlineData("not (name eq 'x' or name eq 'y')", "not (name eq 'x' or name eq 'y')")]
    [InlineData("name eq 'x' or name eq 'y' and status eq 'z'", "name eq 'x' or name eq 'y' and status eq 'z'")]
    [InlineData("(name eq 'x' or name eq 'y') and status eq 'z'", "(name eq 'x' or name eq 'y') and status eq 'z'")]
    [InlineData("startswith(name,'x') eq true", "startswith(name, 'x')")]
    [InlineData("substringof('x', name) eq 'false'", "not substringof('x', name)")]
    [InlineData("startswith(name,'x') ne true and _nested", "not startswith(name, 'x') and _nested eq true")]
    [InlineData("name eq toupper('abc')", "name eq 'ABC'")]
    [InlineData("substringof(toupper('bc'), toupper(tolower(name)))", "substringof('BC', toupper(name))")]
    [InlineData("_requestTimeInMicros ge 1700000000000000", "_requestTimeInMicros ge 1700000000000000")]
    [InlineData("_requestTimeInMicros lt '2023-11-14T22:13:20Z'", "_requestTimeInMicros lt 1700000000000000")]
    [InlineData($"id eq {Id}", $"id eq '{Id}'")]
    [InlineData("id eq 'not-an-id'", "id eq 'not-an-id'")]
    [InlineData("  name\teq\r\n'x'  ", "name eq 'x'")]
    public void What_clients_send_is_read_as_they_mean_it(string text, string? printed)
    {
        var result = ListFilter.Parse(text, Things.Fields);

        result.Filter?.ToString().ShouldBe(printed, result.Problem);
    }

    [Theory]
    [InlineData("", 1, "a field or a value is missing at 1, before the end.")]
    [InlineData("nmae eq 'x'", 1, "unknown field 'nmae' at 1. Did you mean 'name'? Known are id, name, project,")]
    [InlineData("name eq 'x' and nmae eq 'x'", 17, "unknown field 'nmae' at 17.")]
    [InlineData("Name eq 'x'", 1, "Did you mean 'name'?")]
    [InlineData("name eq x", 9, "'x' at 9 is no value. A text stands in single quotes: 'x'.")]
    [InlineData("name eq 5", 9, "'5' at 9 is no value for 'name'. A text stands in single quotes: '5'.")]
    [InlineData("name eq null", 9, "A text stands in single quotes")]
    [InlineData("name eq \"x\"", 9, "A text stands in single quotes: 'text'.")]
    [InlineData("name eq ‘x’", 9, "A text stands in single quotes: 'text'.")]
    [InlineData("name = 'x'", 6, "'=' is no operator at 6. There are eq, ne")]
    [InlineData("name is 'x'", 6, "'is' at 6 is no comparison. There are eq and ne")]
    [InlineData("name", 5, "a comparison is missing at 5, after 'name'. Write eq or ne and a value.")]
    [InlineData("name eq", 8, "a field or a value is missing at 8, before the end.")]
    [InlineData("name eq 'x", 9, "the text that begins at 9 is not closed.")]
    [InlineData("name eq 'it's'", 14, "is not closed. Close it with ' and write '' for a quote within it.")]
    [InlineData("(name eq 'x'", 13, "the '(' at 1 is not closed.")]
    [InlineData("name eq 'x')", 12, "this ')' closes nothing at 12.")]
    [InlineData("name eq 'x' name eq 'y'", 13, "'name' cannot follow at 13. Write 'and' or 'or' between comparisons.")]
    [InlineData("name eq 'x' and", 16, "a field or a value is missing at 16, before the end.")]
    [InlineData("name gt 'x'", 6, "'gt' at 6 is for numbers, and 'name' is none. Write eq or ne.")]
    [InlineData("index eq 'many'", 10, "'many' at 10 is no value for 'index'. It is a whole number.")]
    [InlineData("index eq 1.5", 10, "It is a whole number.")]
    [InlineData("index eq 99999999999999999999", 10, "It is a whole number.")]
    [InlineData("_nested eq 'maybe'", 12, "It is true or false.")]
    [InlineData("_requestTimeInMicros gt 'yesterday'", 25, "microseconds since 1970")]
    [InlineData("name eq project", 6, "compares two fields")]
    [InlineData("'a' eq 'b'", 5, "compares two values")]
    [InlineData("endswith(name, 'x')", 1, "unknown function 'endswith' at 1. There are startswith, substringof, toupper and tolower.")]
    [InlineData("startswith('x', name)", 1, "startswith(name, 'text')")]
    [InlineData("startswith(name 'x')", 17, "Write startswith(name, 'text').")]
    [InlineData("startswith(index, 'x')", 1, "is for texts, and 'index' is none.")]
    [InlineData("startswith(name, 'x') gt true", 23, "compared by eq or ne with true or false")]
    [InlineData("toupper(id) eq 'X'", 9, "toupper and tolower are for texts, and 'id' at 9 is none.")]
    [InlineData("toupper(name eq 'X'", 14, "Write toupper(name).")]
    [InlineData("name eq 'x\0y'", 11, "U+0000 at 11")]
    [InlineData("name eq 'x' ; drop", 13, "unexpected character U+003B at 13.")]
    public void What_cannot_be_read_is_said_with_its_position_and_what_would_be_right(string text, int position, string problem)
    {
        var result = ListFilter.Parse(text, Things.Fields);

        result.Filter.ShouldBeNull();
        result.Problem.ShouldNotBeNull().ShouldContain(problem);
        result.Position.ShouldBe(position);
    }

    [Fact]
    public void As_many_comparisons_are_read_as_is_promised_and_no_more()
    {
        string Of(int terms) => string.Join(" or ", Enumerable.Range(0, terms).Select(number => $"index eq {number}"));

        Things.Read(Of(ListLimits.FilterTerms)).ShouldBeOfType<Filter.Or>().Items.Length.ShouldBe(ListLimits.FilterTerms);
        ListFilter.Parse(Of(ListLimits.FilterTerms + 1), Things.Fields).Problem.ShouldBe("the filter has more than 200 comparisons; the first beyond is at 3091.");
        ListFilter.Parse(Of(10_000), Things.Fields).Problem.ShouldNotBeNull().ShouldContain("at most 16000 are read.");
    }

    [Theory]
    [InlineData("(", ")", 32)]
    [InlineData("not ", "", 32)]
    [InlineData("not(", ")", 16)]
    public void Depth_is_bounded(string open, string close, int most)
    {
        string Of(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "name eq 'x'" + string.Concat(Enumerable.Repeat(close, depth));

        Things.Read(Of(most)).ShouldNotBeNull();
        ListFilter.Parse(Of(most + 1), Things.Fields).Problem.ShouldNotBeNull().ShouldContain("are more than 32 deep");
        ListFilter.Parse(Of(3_000), Things.Fields).Problem.ShouldNotBeNull().ShouldContain("are more than 32 deep");
    }

    [Theory]
    [InlineData("_requestTimeInMicros desc", "_requestTimeInMicros desc")]
    [InlineData("name", "name")]
    [InlineData("name asc, index DESC", "name|index desc")]
    [InlineData(" name , name desc ", "name")]
    public void Orders_are_read(string text, string steps) =>
        string.Join('|', ListOrder.Parse(text, Things.Fields).Order).ShouldBe(steps);

    [Theory]
    [InlineData("", "a field is missing at 1.")]
    [InlineData("name,", "a field is missing at 6.")]
    [InlineData("name, nmae desc", "unknown field 'nmae' at 7. Did you mean 'name'?")]
    [InlineData("name descending", "'name descending' at 1 is no order. Write 'name asc' or 'name desc'.")]
    [InlineData("name,name,name,name,name,name,name,name,name", "the order has more than 8 fields.")]
    public void What_is_wrong_with_an_order_is_said(string text, string problem) =>
        ListOrder.Parse(text, Things.Fields).Problem.ShouldNotBeNull().ShouldStartWith(problem);
}
