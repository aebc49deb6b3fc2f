using Shouldly;
using Slipway.Server.Audit;
using Xunit;

namespace Slipway.Server.Tests.Audit;

public sealed class RationTests
{
    private readonly Clock clock = new();

    [Fact]
    public void A_sender_has_so_many_in_a_minute_and_what_was_passed_over_is_told_with_the_next()
    {
        var ration = new Ration(clock);

        Enumerable.Range(0, Ration.PerMinute - 1).ShouldAllBe(_ => ration.Take("a") == "");
        ration.Take("a")!.ShouldContain("are not recorded one by one");
        Enumerable.Range(0, 37).ShouldAllBe(_ => ration.Take("a") == null);
        ration.Take("b").ShouldBe("");
        clock.Now += TimeSpan.FromMinutes(1);
        ration.Take("a").ShouldBe(" 37 others from the same sender before this one were not recorded one by one.");
        ration.Take("a").ShouldBe("");
    }

    [Fact]
    public void However_many_senders_there_are_the_record_has_an_end()
    {
        var ration = new Ration(clock);

        Enumerable.Range(0, 50_000).Count(sender => ration.Take($"{sender}") is not null).ShouldBeLessThan(10_100);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData(null, "")]
    public void A_sender_is_an_address_or_a_network_of_them(string? address, string sender) => RemoteAddresses.Sender(address).ShouldBe(sender);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
