using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Triggers.Intake;
using Xunit;

namespace Slipway.Triggers.Tests.Intake;

public sealed class RushTests
{
    private const int OfATenth = Rush.PerSecond / 10;

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void So_many_deliveries_in_a_tenth_of_a_second_are_one_and_one_fewer_is_none()
    {
        var rush = new Rush(clock);

        Come(rush, OfATenth - 1);
        rush.IsOn.ShouldBeFalse();
        Come(rush, 1);
        rush.IsOn.ShouldBeTrue();
    }

    [Fact]
    public void It_goes_on_as_long_as_they_keep_coming_and_is_over_two_tenths_after_the_last()
    {
        var rush = new Rush(clock);
        Come(rush, OfATenth);

        for (var tenths = 0; tenths < 20; tenths++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            rush.IsOn.ShouldBeTrue();
            Come(rush, OfATenth);
        }

        clock.Advance(TimeSpan.FromMilliseconds(200));
        rush.IsOn.ShouldBeFalse();
    }

    [Fact]
    public void As_many_that_come_one_by_one_are_none()
    {
        var rush = new Rush(clock);

        for (var times = 0; times < 10 * OfATenth; times++)
        {
            Come(rush, 1);
            clock.Advance(TimeSpan.FromMilliseconds(10));
            rush.IsOn.ShouldBeFalse();
        }
    }

    private static void Come(Rush rush, int deliveries)
    {
        for (var delivery = 0; delivery < deliveries; delivery++)
        {
            rush.Count();
        }
    }
}
