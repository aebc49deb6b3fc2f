using System.CommandLine;
using System.Net;
using Shouldly;
using Slipway.Cli.Serve;
using Slipway.Server;
using Xunit;

namespace Slipway.Cli.Tests.Serve;

public sealed class NodeOptionsTests
{
    private readonly NodeOptions options = new();
    private readonly RootCommand command = [];

    public NodeOptionsTests() => options.AddTo(command);

    [Fact]
    public void A_node_that_is_told_nothing_is_reached_from_its_machine_only() => options.Read(command.Parse([]), new ServerOptions()).NodeAddress.ShouldBeNull();

    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5", 0)]
    [InlineData("10.0.0.5:12000", "10.0.0.5", 12000)]
    [InlineData("2001:db8::5", "2001:db8::5", 0)]
    [InlineData("[2001:db8::5]:12000", "2001:db8::5", 12000)]
    [InlineData("node-1.internal", "node-1.internal", 0)]
    [InlineData("node-1.internal:12000", "node-1.internal", 12000)]
    public void An_address_is_a_number_or_a_name_with_or_without_a_port(string text, string host, int port)
    {
        var read = command.Parse(["--node-address", text]);

        read.Errors.ShouldBeEmpty();
        options.Read(read, new ServerOptions()).NodeAddress.ShouldBe(new DnsEndPoint(host, port));
    }

    [Theory]
    [InlineData("node 1")]
    [InlineData("node-1:")]
    [InlineData("node-1:70000")]
    [InlineData("http://node-1")]
    public void What_is_none_is_refused(string text) =>
        command.Parse(["--node-address", text]).Errors.ShouldHaveSingleItem().Message.ShouldBe($"--node-address is an address such as 10.0.0.5 or 10.0.0.5:11111, not '{text}'.");
}
