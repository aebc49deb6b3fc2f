using Slipway.Cli.Output;

namespace Slipway.Cli.Tests.Output;

public sealed class ColouredTests
{
    [Theory]
    [InlineData("plain", true, "plain")]
    [InlineData("\u001b[1;31mred\u001b[0m", true, "\u001b[1;31mred\u001b[0m\u001b[0m")]
    [InlineData("\u001b[1;31mred\u001b[0m", false, "red")]
    [InlineData("a\tb", false, "a\tb")]
    [InlineData("a\u001b[2Jb\u001b]0;x\u0007", true, "a\\u001B[2Jb\\u001B]0;x\\u0007\u001b[0m")]
    [InlineData("a\u202eb", true, "a\\u202Eb")]
    public void A_terminal_gets_colours_and_tabs_and_sees_everything_else(string line, bool hasColours, string shown) => Coloured.Text(line, hasColours).ShouldBe(shown);
}
