using CsCheck;
using Shouldly;
using Slipway.Projects.Listing;
using Xunit;

namespace Slipway.Projects.Tests.Listing;

public sealed class PropertyTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Const(""),
        Gen.String["ab'% _\\é💥"],
        Gen.OneOf("it's", "''", "a and b", ")", "FAILED"));

    private static readonly Gen<Filter> Terms = Gen.OneOf(
        Gen.Select(TextTerms(), Gen.OneOf(Comparison.Equal, Comparison.NotEqual), Texts, (field, comparison, text) =>
            (Filter)new Filter.Compare(field, comparison, new FilterValue.Text(text))),
        Gen.Select(Gen.OneOf("index", "_requestTimeInMicros"), Gen.Enum<Comparison>(), Gen.Long, (field, comparison, number) =>
            (Filter)new Filter.Compare(new FieldTerm(Things.Fields.Find(field)!), comparison, new FilterValue.Number(number))),
        Gen.Guid.Select(id => (Filter)new Filter.Compare(new FieldTerm(Things.Fields.Find("id")!), Comparison.Equal, new FilterValue.Id(id))),
        Gen.Bool.Select(value => (Filter)new Filter.Compare(new FieldTerm(Things.Fields.Find("_nested")!), Comparison.NotEqual, new FilterValue.Boolean(value))),
        Gen.Select(TextTerms(), Texts, (field, text) => (Filter)new Filter.StartsWith(field, text)),
        Gen.Select(TextTerms(), Texts, (field, text) => (Filter)new Filter.Contains(field, text)));

    private static readonly Gen<Filter> Filters = Gen.Recursive<Filter>((depth, inner) => depth >= 4 ? Terms : Gen.OneOf(
        Terms,
        inner.Select(item => (Filter)new Filter.Not(item)),
        inner.Array[2, 3].Select(items => (Filter)new Filter.And([.. items])),
        inner.Array[2, 3].Select(items => (Filter)new Filter.Or([.. items]))));

    private static readonly Gen<string> Words = Gen.OneOf(
        "name", "index", "_nested", "eq", "ne", "gt", "and", "or", "not", "(", ")", ",", "'x'", "'", "''", "5", "-1", "true", "null",
        "startswith", "substringof", "toupper", "tolower", "startswith(name,'x')", "\0", "é", "\"", "=", " ").Array[0, 30].Select(words => string.Join(' ', words));

    [Fact]
    public void Every_filter_reads_as_itself_when_it_is_printed() => Filters.Sample(
        filter =>
        {
            var printed = filter.ToString();
            var read = ListFilter.Parse(printed, Things.Fields);

            (read.Filter ?? (object?)read.Problem).ShouldBe(filter, printed);
            read.Filter!.GetHashCode().ShouldBe(filter.GetHashCode());
        },
        iter: 20_000);

    [Fact]
    public void No_text_makes_reading_throw_and_every_problem_has_a_position_within_the_text() => Gen.OneOf(Words, Gen.String[0, 100]).Sample(
        text =>
        {
            var read = ListFilter.Parse(text, Things.Fields);
            if (read.Filter is null)
            {
                read.Position.ShouldBeInRange(1, text.Length + 1, text);
                read.Problem.ShouldNotBeNullOrWhiteSpace();
            }

            ListOrder.Parse(text, Things.Fields).Order.IsDefault.ShouldBeFalse();
        },
        iter: 50_000);

    private static Gen<FieldTerm> TextTerms() =>
        Gen.Select(Gen.OneOf("name", "project", "status"), Gen.Enum<LetterCase>(), (field, letters) => new FieldTerm(Things.Fields.Find(field)!, letters));
}
