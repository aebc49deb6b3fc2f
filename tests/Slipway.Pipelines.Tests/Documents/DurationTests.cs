using System.Globalization;
using CsCheck;
using Shouldly;
using Xunit;

namespace Slipway.Pipelines.Tests.Documents;

public sealed class DurationTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7_200)]
    [InlineData("1d", 86_400)]
    [InlineData("1h30m", 5_400)]
    [InlineData("1d2h3m4s", 93_784)]
    [InlineData("1d1s", 86_401)]
    [InlineData("0m90s", 90)]
    [InlineData("007m", 420)]
    [InlineData("00000000000000000000000000000005m", 300)]
    [InlineData("45", 45)]
    [InlineData(" 45\n", 45)]
    [InlineData("0", 0)]
    public void A_duration_is_so_many_seconds(string text, int seconds) => Duration.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("soon")]
    [InlineData("m")]
    [InlineData("-5m")]
    [InlineData("+5")]
    [InlineData("1.5h")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("10 m")]
    [InlineData("10M")]
    [InlineData("10min")]
    [InlineData("1w")]
    [InlineData("500ms")]
    [InlineData("30m1h")]
    [InlineData("1m1m")]
    [InlineData("1h30")]
    [InlineData("PT10M")]
    [InlineData("00:10:00")]
    [InlineData("١٠m")]
    [InlineData("${input.minutes}m")]
    public void Other_texts_are_none(string text) => Duration.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("9999999999999999999999999999d")]
    [InlineData("9999999999999999999999999999999999999999999999999999999999999")]
    [InlineData("10675200d")]
    [InlineData("999999999999s")]
    public void What_is_longer_than_any_is_the_longest(string text) => Duration.Parse(text).ShouldBe(TimeSpan.MaxValue);

    [Fact]
    public void A_very_long_text_is_none() => Duration.Parse(new string('1', 1_000_000) + "s").ShouldBeNull();

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "1s")]
    [InlineData(60, "1m")]
    [InlineData(90, "90s")]
    [InlineData(120, "2m")]
    [InlineData(3_600, "1h")]
    [InlineData(3_601, "1h1s")]
    [InlineData(5_400, "90m")]
    [InlineData(86_400, "1d")]
    [InlineData(86_401, "1d1s")]
    [InlineData(129_600, "36h")]
    [InlineData(93_784, "93784s")]
    [InlineData(86_500, "1d100s")]
    [InlineData(2_592_000, "30d")]
    public void It_is_printed_in_the_shortest_exact_form(int seconds, string text) => Duration.Print(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Fact]
    public void A_fraction_of_a_second_counts_as_a_whole_one() => Duration.Print(TimeSpan.FromMilliseconds(1_001)).ShouldBe("2s");

    [Fact]
    public void What_was_printed_reads_as_it_was_and_is_no_longer_than_the_seconds() => Gen.Long[0, 9_000_000_000].Sample(
        seconds =>
        {
            var duration = TimeSpan.FromSeconds(seconds);
            var text = Duration.Print(duration);
            Duration.Parse(text).ShouldBe(duration);
            text.Length.ShouldBeLessThanOrEqualTo(seconds.ToString(CultureInfo.InvariantCulture).Length + 1);
        },
        iter: 10_000);

    [Fact]
    public void No_text_of_its_letters_breaks_it() => Gen.String[Gen.Char["0123456789dhms -+.$"], 0, 70].Sample(
        text =>
        {
            if (Duration.Parse(text) is { } duration)
            {
                Duration.Parse(Duration.Print(duration)).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(duration);
            }
        },
        iter: 10_000);
}
