using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Server.Triggers.Door;
using Xunit;

namespace Slipway.Server.Tests.Triggers.Door;

public sealed class SourceRatesTests
{
    private const int Rate = 200;
    private const int Burst = Rate * SourceRates.BurstSeconds;
    private const string Somebody = "192.0.2.7";

    private readonly FakeTimeProvider clock = new();
    private readonly SourceRates rates;

    public SourceRatesTests() => rates = new SourceRates(Rate, clock);

    [Fact]
    public void A_burst_goes_through_and_then_as_many_as_the_rate_says()
    {
        Passed(Somebody, 5000).ShouldBe(Burst);
        rates.Enter(Somebody).ShouldBe(TimeSpan.FromSeconds(1.0 / Rate));

        clock.Advance(TimeSpan.FromSeconds(2));
        Passed(Somebody, 5000).ShouldBe(2 * Rate);

        clock.Advance(TimeSpan.FromHours(1));
        Passed(Somebody, 5000).ShouldBe(Burst);
    }

    [Fact]
    public void Whoever_keeps_being_refused_is_turned_away_after_fifty_and_lets_the_others_alone()
    {
        Refused(Somebody, 5000).ShouldBe(Burst / SourceRates.RefusalPrice);
        rates.Enter("192.0.2.8").ShouldBeNull();

        clock.Advance(TimeSpan.FromSeconds(10));
        Refused(Somebody, 5000).ShouldBe(Burst / SourceRates.RefusalPrice);
    }

    [Fact]
    public void However_many_are_refused_at_once_their_sender_is_back_when_two_buckets_are_full()
    {
        for (var number = 0; number < Burst; number++)
        {
            rates.Enter(Somebody);
        }

        for (var number = 0; number < Burst; number++)
        {
            rates.Refused(Somebody);
        }

        var wait = rates.Enter(Somebody).ShouldNotBeNull();
        wait.ShouldBeInRange(TimeSpan.FromSeconds(SourceRates.BurstSeconds), TimeSpan.FromSeconds(SourceRates.BurstSeconds + 1));
        clock.Advance(wait + TimeSpan.FromMilliseconds(1));
        rates.Enter(Somebody).ShouldBeNull();
    }

    [Fact]
    public void Having_to_wait_costs_nothing()
    {
        Passed(Somebody, Burst);
        for (var number = 0; number < 1000; number++)
        {
            rates.Enter(Somebody).ShouldNotBeNull();
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        Passed(Somebody, 5000).ShouldBe(Rate);
    }

    [Fact]
    public void No_more_senders_are_remembered_than_fit_and_the_newest_always_gets_in()
    {
        for (var number = 0; number < 3 * SourceRates.MostSources; number++)
        {
            rates.Enter(number.ToString(CultureInfo.InvariantCulture)).ShouldBeNull();
        }

        rates.Sources.ShouldBe(SourceRates.MostSources);
    }

    [Fact]
    public void Senders_that_stay_away_are_forgotten()
    {
        for (var number = 0; number < 1000; number++)
        {
            rates.Enter(number.ToString(CultureInfo.InvariantCulture));
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        Passed(Somebody, 600);

        rates.Sources.ShouldBe(1);
    }

    private int Passed(string source, int calls) => Enumerable.Range(0, calls).Count(_ => rates.Enter(source) is null);

    private int Refused(string source, int calls) => Enumerable.Range(0, calls).Count(_ =>
    {
        if (rates.Enter(source) is not null)
        {
            return false;
        }

        rates.Refused(source);
        return true;
    });
}
