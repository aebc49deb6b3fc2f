using System.Text;
using CsCheck;
using Shouldly;
using Xunit;

namespace Slipway.Pipelines.Tests.Documents;

public sealed class HostileTests
{
    [Fact]
    public void An_alias_bomb_is_refused_where_it_goes_off()
    {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 40; i++)
        {
            bomb.Append($"a{i}: &a{i} [*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1}]\n");
        }

        Refused(bomb.ToString(), "SW1002").Line.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_long_text_that_aliases_multiply_is_refused() =>
        Refused($"a: &a {new string('x', 1_000_000)}\nb: [{string.Join(",", Enumerable.Repeat("*a", 1000))}]\n", "SW1002").Line.ShouldBe(2);

    [Theory]
    [InlineData("a: &a [*a]", 1, 8)]
    [InlineData("a: &a\n  b: &b\n    c: *a", 3, 8)]
    [InlineData("&a a: *a\nb: &c {d: [e, *c]}", 2, 15)]
    public void A_cycle_is_refused(string yaml, int line, int column) =>
        Refused(yaml, "SW1005").ShouldSatisfyAllConditions(d => d.Line.ShouldBe(line), d => d.Column.ShouldBe(column));

    [Theory]
    [InlineData("[", 1_000)]
    [InlineData("[", 1_000_000)]
    [InlineData("{a: ", 100_000)]
    [InlineData("- ", 100_000)]
    [InlineData("? ", 10_000)]
    [InlineData("[{a: ", 100_000)]
    public void Depth_is_bounded(string opening, int times) => Refused(string.Concat(Enumerable.Repeat(opening, times)), "SW1004").Line.ShouldBe(1);

    [Fact]
    public void Depth_that_aliases_add_up_is_bounded()
    {
        var yaml = new StringBuilder("a0: &a0 [[[[[[[[[[x]]]]]]]]]]\n");
        for (var i = 1; i < 10; i++)
        {
            yaml.Append($"a{i}: &a{i} [[[[[[[[[[*a{i - 1}]]]]]]]]]]\n");
        }

        Refused(yaml.ToString(), "SW1004");
    }

    [Fact]
    public void Depth_within_the_bound_is_fine() =>
        DocumentFile.Read(Samples.Least.Replace("latest", new string('[', 57) + new string(']', 57), StringComparison.Ordinal)).Diagnostics.ShouldBeEmpty();

    [Fact]
    public void The_size_is_bounded()
    {
        Refused(new string('#', ReadOptions.DefaultMaxBytes + 1), "SW1002");
        DocumentFile.Read("ä: 1", new ReadOptions { MaxBytes = 4 }).Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("The document has 5 bytes; at most 4 are read.");
        DocumentFile.Read(Encoding.UTF8.GetBytes("ä: 1"), new ReadOptions { MaxBytes = 4 }).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("SW1002");
    }

    [Fact]
    public void The_number_of_values_is_bounded() => Refused(string.Concat(Enumerable.Repeat("- a\n", 300_000)), "SW1002").Line.ShouldBeInRange(99_000, 101_000);

    [Fact]
    public void A_large_file_of_mistakes_gives_a_hundred_of_them_and_a_count()
    {
        var yaml = new StringBuilder(Samples.Least);
        for (var i = 0; i < 20_000; i++)
        {
            yaml.Append($"          k{i}: ${{input.TAGG{i}}}\n");
        }

        for (var i = 0; i < 20_000; i++)
        {
            yaml.Append($"unknown{i}: 1\n");
        }

        var result = DocumentFile.Read(yaml.ToString());

        result.Diagnostics.Count(d => d.Code is "SW1201").ShouldBe(100);
        result.Diagnostics.Count(d => d.Code is "SW1010").ShouldBe(100);
        result.Diagnostics[^1].ShouldBe(new Diagnostic("SW1099", Severity.Warning, 0, 0, "39900 more warnings are not shown."));
    }

    [Fact]
    public void Invalid_utf8_is_told_with_its_byte_and_place() =>
        DocumentFile.Read((byte[])[.. "project: é\nname: "u8, 0xC3, 0x28]).Diagnostics.ShouldHaveSingleItem().ToString()
            .ShouldBe("2:7: error SW1003: The byte 0xC3 is no UTF-8. Save the file as UTF-8.");

    [Theory]
    [InlineData("a: b\nname: x\0y", "2:8: error SW1003: The character U+0000 is not allowed in YAML.")]
    [InlineData("a: \u0007", "1:4: error SW1003: The character U+0007")]
    public void Characters_that_yaml_forbids_are_told(string yaml, string says) =>
        DocumentFile.Read(yaml).Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith(says);

    [Fact]
    public void Half_of_a_surrogate_pair_is_told() =>
        DocumentFile.Read("a: " + '\ud800').Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("1:4: error SW1003: The character U+D800");

    [Fact]
    public void No_bytes_make_reading_throw() => Gen.Byte.Array[0, 200].Sample(bytes => IsHonest(DocumentFile.Read(bytes)), iter: 10_000);

    [Fact]
    public void No_text_of_yamls_own_characters_makes_reading_throw() =>
        Gen.OneOf(
            Gen.OneOf<string>("- ", "? ", ": ", "&a ", "*a", "!t ", "!!int ", "%YAML 1.2\n", "---\n", "...\n", "| ", ">+\n", "'", "\"", "\\x", "\\u12", "\t", "\n  ", "\n", "#", "@", "`"),
            Gen.OneOf<string>("[", "]", "{", "}", ",", "a: ", "b", "<<: ", "0x", "1e", "~", "true", "\u0085", "\u2028", "\uFEFF", "kind: PIPELINE", "stages:", "!<", "%TAG ! x\n"),
            Gen.String[0, 2])
        .Array[0, 40].Select(string.Concat)
        .Sample(text => IsHonest(DocumentFile.Read(text)), iter: 10_000);

    [Fact]
    public void No_change_to_a_real_document_makes_reading_throw() =>
        Gen.Select(Gen.Int[0, Samples.Exported.Length - 1], Gen.Int[0, 30], Gen.OneOf(Gen.String[0, 5], Gen.OneOf<string>("", "\n", ": ", "- ", "[", "}", "${", "'", "\"", "\t", "*a ", "&a ", "|\n", "0", ",")))
        .Array[1, 4]
        .Select(changes => changes.Aggregate(Samples.Exported, (text, change) =>
        {
            var at = Math.Min(change.Item1, text.Length);
            return text[..at] + change.Item3 + text[Math.Min(text.Length, at + change.Item2)..];
        }))
        .Sample(text => IsHonest(DocumentFile.Read(text)), iter: 4_000);

    /// <summary>Either pipelines that can be written, or an error with a place.</summary>
    private static bool IsHonest(ReadResult result) => result.HasErrors
        ? result.Documents.IsEmpty && result.Diagnostics.All(d => d.Message.Length > 0 && (d.Line > 0 && d.Column > 0 || d.Code is DiagnosticCodes.More))
        : result.Documents.All(p => DocumentFile.Write(p).Length > 0);

    private static Diagnostic Refused(string yaml, string code)
    {
        var result = DocumentFile.Read(yaml);
        result.Documents.ShouldBeEmpty();
        return result.Diagnostics.Where(d => d.Severity is Severity.Error).ShouldHaveSingleItem().ShouldSatisfy(d => d.Code.ShouldBe(code));
    }
}

file static class Assertions
{
    public static T ShouldSatisfy<T>(this T value, Action<T> condition)
    {
        condition(value);
        return value;
    }
}
