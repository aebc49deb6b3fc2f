using CsCheck;
using Shouldly;
using Slipway.Execution.Logs;
using Xunit;

namespace Slipway.Execution.Tests.Logs;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain\ttext ü 火", "plain\ttext ü 火")]
    [InlineData("one\r\ntwo\nthree\rfour", "one\ntwo\nthree\nfour")]
    [InlineData("\u001b[1;31mred\u001b[m", "\u001b[1;31mred\u001b[m")]
    [InlineData("\u001b[38:2::255:0:0mred", "\u001b[38:2::255:0:0mred")]
    [InlineData("a\u001b[2Jb\u001b[10;10Hc", "abc")]
    [InlineData("a\u001b]0;owned\u0007b", "ab")]
    [InlineData("a\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\b", "alinkb")]
    [InlineData("a\u001bPq#0\u001b\\b", "ab")]
    [InlineData("a\u009b2Jb\u009d0;title\u009cc", "abc")]
    [InlineData("a\u0007\u0008\0\u007fb", "ab")]
    [InlineData("a\u202eb\u2066c\u2028d", "abcd")]
    [InlineData("a\u001b(Bb\u001bcd", "abd")]
    [InlineData("\u001b[?25lx", "x")]
    [InlineData("\u001b[>4mx", "x")]
    [InlineData("begun \u001b]0;never ended\nnext line", "begun \nnext line")]
    public void What_is_harmless_comes_through_and_nothing_else(string printed, string shown) => Read(printed).ShouldBe(shown);

    [Fact]
    public void It_is_the_same_in_whatever_pieces_it_comes() => Gen.String[Gen.Char["a\u001b[]0;m\\\r\n\u0007P\u009b"], 0, 40].Sample(text =>
        Read([.. text.Select(c => c.ToString())]).ShouldBe(Read(text)), iter: 20_000);

    [Fact]
    public void Whatever_is_printed_no_control_character_comes_through_but_tabs_line_breaks_and_colours() => Gen.String[Gen.Char['\0', '\u00ff'], 0, 60].Sample(text =>
    {
        var shown = System.Text.RegularExpressions.Regex.Replace(Read(text), "\u001b\\[[0-9:;]*m", "");
        shown.ShouldAllBe(c => c == '\t' || c == '\n' || !char.IsControl(c));
    }, iter: 20_000);

    private static string Read(params string[] pieces)
    {
        var shown = new Shown();
        var terminal = new TerminalText(shown);
        foreach (var piece in pieces)
        {
            terminal.Read(piece);
        }

        return shown.ToString();
    }
}
