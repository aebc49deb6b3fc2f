using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Slipway.Server;

namespace Slipway.Cli.Serve;

/// <summary>How a server finds together with the others on its database.</summary>
internal sealed class NodeOptions
{
    private readonly Option<DnsEndPoint?> address = new("--node-address")
    {
        Description = "On PostgreSQL, where the other servers on the same database reach this one: an address or a name of this machine, and a port (11111 unless told). "
            + "Needed as soon as they run on several machines. Only they may reach it.",
        HelpName = "ADDRESS[:PORT]",
        CustomParser = Read,
    };

    /// <summary>Makes them the command's.</summary>
    public void AddTo(Command command) => command.Options.Add(address);

    /// <summary>The server's options with what was said here.</summary>
    public ServerOptions Read(ParseResult arguments, ServerOptions options) => options with { NodeAddress = arguments.GetValue(address) };

    private static DnsEndPoint? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        // Without a port it is 0.
        if (IPEndPoint.TryParse(text, out var endpoint))
        {
            return new DnsEndPoint(endpoint.Address.ToString(), endpoint.Port);
        }

        var (host, port) = text.LastIndexOf(':') is >= 0 and var colon ? (text[..colon], text[(colon + 1)..]) : (text, "0");
        if (Uri.CheckHostName(host) is UriHostNameType.Dns && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= IPEndPoint.MaxPort)
        {
            return new DnsEndPoint(host, number);
        }

        result.AddError($"--node-address is an address such as 10.0.0.5 or 10.0.0.5:11111, not '{text}'.");
        return null;
    }
}
