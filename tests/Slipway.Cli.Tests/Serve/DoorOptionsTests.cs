using System.CommandLine;
using System.Net;
using Shouldly;
using Slipway.Cli.Serve;
using Slipway.Server;
using Xunit;

namespace Slipway.Cli.Tests.Serve;

public sealed class DoorOptionsTests
{
    private readonly DoorOptions options = new();
    private readonly RootCommand command = [];

    public DoorOptionsTests() => options.AddTo(command);

    [Fact]
    public void Nobody_is_trusted_who_is_not_named()
    {
        var read = Read();

        read.TrustedProxies.ShouldBeEmpty();
        read.DeliveryRate.ShouldBe(200);
    }

    [Fact]
    public void Proxies_are_addresses_and_networks_as_many_as_there_are()
    {
        var read = Read("--trusted-proxy", "192.0.2.7", "--trusted-proxy", "2001:db8::/32", "--delivery-rate", "1000");

        read.TrustedProxies.ShouldBe([IPNetwork.Parse("192.0.2.7/32"), IPNetwork.Parse("2001:db8::/32")]);
        read.DeliveryRate.ShouldBe(1000);
    }

    [Theory]
    [InlineData("--trusted-proxy", "proxy.example", "'proxy.example' is neither an address nor a network.")]
    [InlineData("--trusted-proxy", "10.0.0.1/8", "did you mean 10.0.0.0/8?")]
    [InlineData("--delivery-rate", "0", "--delivery-rate is a number from 1 to 1000000.")]
    [InlineData("--delivery-rate", "-5", "--delivery-rate is a number from 1 to 1000000.")]
    [InlineData("--delivery-rate", "2000000", "--delivery-rate is a number from 1 to 1000000.")]
    [InlineData("--delivery-rate", "many", "many")]
    public void What_cannot_be_read_is_named(string option, string value, string named) =>
        command.Parse([option, value]).Errors.ShouldHaveSingleItem().Message.ShouldContain(named);

    private ServerOptions Read(params string[] arguments)
    {
        var parsed = command.Parse(arguments);
        parsed.Errors.ShouldBeEmpty();
        return options.Read(parsed, new ServerOptions());
    }
}
