using Shouldly;
using Slipway.Execution.Logs;
using Xunit;

namespace Slipway.Execution.Tests.Logs;

public sealed class LogLinesTests
{
    private const string Red = "\u001b[31m";
    private const string Reset = "\u001b[0m";

    [Fact]
    public void A_line_is_there_when_it_has_ended()
    {
        var lines = new List<string>();
        var splitter = new LogLines(100, lines.Add);

        Read(splitter, "one\n\ntw");
        lines.ShouldBe(["one", ""]);

        Read(splitter, "o");
        splitter.Finish();
        splitter.Finish();
        lines.ShouldBe(["one", "", "two"]);
    }

    [Fact]
    public void A_line_that_is_too_long_says_how_much_of_it_was_cut()
    {
        var lines = new List<string>();
        var splitter = new LogLines(10, lines.Add);

        Read(splitter, $"{Red}12345{new string('x', 5000)}\n");
        Read(splitter, "123456789😀\n");

        lines.ShouldBe([$"{Red}12345{Reset} … [5,000 characters cut]", $"{Red}12345{Reset} … [6 characters cut]"]);
    }

    [Fact]
    public void No_line_ends_with_half_a_character()
    {
        var lines = new List<string>();
        Read(new LogLines(10, lines.Add), "123456789😀\n");

        lines.ShouldBe(["123456789 … [2 characters cut]"]);
    }

    [Fact]
    public void A_colour_that_lasts_over_lines_is_set_anew_in_each()
    {
        var lines = new List<string>();
        Read(new LogLines(100, lines.Add), $"a {Red}b\nc\n{Reset}d\n");

        lines.ShouldBe([$"a {Red}b{Reset}", $"{Red}c{Reset}", "d"]);
    }

    private static void Read(LogLines lines, string text) => new TerminalText(lines).Read(text);
}
