using System.Globalization;
using System.Net;
using Shouldly;
using Slipway.Triggers.Webhooks;
using Xunit;

namespace Slipway.Triggers.Tests.Webhooks;

public sealed class SourceListTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("192.0.2.0/24", "192.0.2.255", true)]
    [InlineData("192.0.2.0/24", "192.0.3.0", false)]
    [InlineData("192.0.2.0/24", "::ffff:192.0.2.9", true)]
    [InlineData("::ffff:192.0.2.0/120", "192.0.2.9", true)]
    [InlineData("::ffff:192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("2001:DB8::1", "2001:db8::1", true)]
    [InlineData("::/0", "192.0.2.7", false)]
    [InlineData("0.0.0.0/0", "192.0.2.7", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData(" 192.0.2.7 ", "192.0.2.7", true)]
    public void An_address_is_allowed_when_an_entry_has_it(string entry, string address, bool isAllowed)
    {
        Read(entry).Allows(IPAddress.Parse(address)).ShouldBe(isAllowed);
        Read("198.51.100.1", entry).Allows(IPAddress.Parse(address)).ShouldBe(isAllowed);
    }

    [Fact]
    public void An_empty_list_allows_all()
    {
        Read().ShouldBeSameAs(SourceList.Any);
        Read("", "  ").Allows(IPAddress.Parse("192.0.2.7")).ShouldBeTrue();
        SourceList.Any.Allows(IPAddress.IPv6Loopback).ShouldBeTrue();
    }

    [Theory]
    [InlineData("registry.example")]
    [InlineData("127.1")]
    [InlineData("0x7f000001")]
    [InlineData("010.0.0.1")]
    [InlineData("1")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("fe80::1%eth0")]
    [InlineData("/24")]
    [InlineData("192.0.2.0/24/24")]
    public void What_is_no_address_is_named_with_what_would_be_right(string entry)
    {
        Problem(entry).ShouldStartWith($"'{entry}' is n");
        Problem("192.0.2.7", entry).ShouldStartWith($"'{entry}' is n");
    }

    [Theory]
    [InlineData("192.0.2.0/33", "from 0 to 32")]
    [InlineData("192.0.2.0/", "from 0 to 32")]
    [InlineData("192.0.2.0/-1", "from 0 to 32")]
    [InlineData("192.0.2.0/+8", "from 0 to 32")]
    [InlineData("2001:db8::/129", "from 0 to 128")]
    [InlineData("192.0.2.7/24", "did you mean 192.0.2.0/24?")]
    [InlineData("2001:db8::1/32", "did you mean 2001:db8::/32?")]
    public void What_is_no_network_is_named_with_what_would_be_right(string entry, string right) => Problem(entry).ShouldContain(right);

    [Fact]
    public void A_hundred_entries_fit_and_one_more_does_not()
    {
        var hundred = Enumerable.Range(0, SourceList.MaxEntries).Select(number => string.Create(CultureInfo.InvariantCulture, $"192.0.2.{number}")).ToArray();

        Read([.. hundred, hundred[0]]).Entries.ShouldBe(hundred);
        Problem([.. hundred, "192.0.2.100"]).ShouldStartWith("There are more than 100 entries.");
        Problem(new string('1', 100_000)).Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void Lists_of_the_same_entries_are_the_same()
    {
        Read("192.0.2.0/24", "2001:db8::1/128").ShouldBe(Read("192.0.2.0/24", "2001:db8::1"));
        Read("192.0.2.0/24").ShouldNotBe(Read("192.0.2.0/25"));
        Read("192.0.2.0/24", "2001:db8::1/128").ToString().ShouldBe("192.0.2.0/24, 2001:db8::1");
    }

    private static SourceList Read(params string[] entries)
    {
        SourceList.TryParse(entries, out var list, out var problem).ShouldBeTrue(problem);
        return list!;
    }

    private static string Problem(params string[] entries)
    {
        SourceList.TryParse(entries, out var list, out var problem).ShouldBeFalse();
        list.ShouldBeNull();
        return problem!;
    }
}
