using System.Net;
using System.Net.Sockets;
using Shouldly;
using Slipway.Server.Hosting.Nodes;
using Xunit;

namespace Slipway.Server.Tests.Hosting.Nodes;

public sealed class NodeEndpointTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-node-endpoint-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task A_node_that_is_told_nothing_is_reached_from_its_machine_only_and_keeps_its_port()
    {
        var first = await NodeEndpoint.ChooseAsync(null, data.FullName, Cancellation);
        var again = await NodeEndpoint.ChooseAsync(null, data.FullName, Cancellation);

        first.Address.ShouldBe(IPAddress.Loopback);
        again.ShouldBe(first);
    }

    [Fact]
    public async Task A_port_that_somebody_else_has_taken_meanwhile_is_left_to_them()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        await File.WriteAllTextAsync(Path.Combine(data.FullName, "node.port"), $"{taken}", Cancellation);

        (await NodeEndpoint.ChooseAsync(null, data.FullName, Cancellation)).Port.ShouldNotBe(taken);
        (await Should.ThrowAsync<IOException>(NodeEndpoint.ChooseAsync(new DnsEndPoint("127.0.0.1", taken), data.FullName, Cancellation)))
            .Message.ShouldBe($"--node-address: port {taken} of 127.0.0.1 is taken, by another node perhaps; two nodes of one machine need two ports, such as 127.0.0.1:{taken + 1}.");
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1 is no address of this machine.")]
    [InlineData("nowhere.invalid", "'nowhere.invalid' cannot be resolved")]
    public async Task An_address_that_is_not_this_machines_is_refused(string host, string why) =>
        (await Should.ThrowAsync<IOException>(NodeEndpoint.ChooseAsync(new DnsEndPoint(host, 0), data.FullName, Cancellation))).Message.ShouldContain(why);

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("70000")]
    [InlineData("a port")]
    public async Task A_file_that_holds_no_port_is_written_anew(string text)
    {
        var file = Path.Combine(data.FullName, "node.port");
        await File.WriteAllTextAsync(file, text, Cancellation);

        var chosen = await NodeEndpoint.ChooseAsync(null, data.FullName, Cancellation);

        (await File.ReadAllTextAsync(file, Cancellation)).ShouldBe($"{chosen.Port}");
    }
}
