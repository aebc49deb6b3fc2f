using Shouldly;
using Slipway.Server.Identity;
using Xunit;

namespace Slipway.Server.Tests.Identity;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/executions?status=failed#top")]
    public void A_path_of_this_server_is_followed(string address) => LocalAddress.Or(address, "/home").ShouldBe(address);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("executions")]
    [InlineData("https://example.com")]
    [InlineData("//example.com")]
    [InlineData("/\\example.com")]
    [InlineData("\\\\example.com")]
    [InlineData("/\t/example.com")]
    [InlineData("/\n/example.com")]
    [InlineData("javascript:alert(1)")]
    public void Whatever_leads_elsewhere_is_not(string? address) => LocalAddress.Or(address, "/home").ShouldBe("/home");
}
