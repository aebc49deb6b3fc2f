using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Slipway.Server;
using Slipway.Triggers.Webhooks;

namespace Slipway.Cli.Serve;

/// <summary>How much one sender may ask of a server, and whose word is taken for who the sender is.</summary>
internal sealed class DoorOptions
{
    private const int HighestRate = 1_000_000;

    private readonly Option<int> rate = new("--delivery-rate")
    {
        Description = "How many deliveries a second one sender may bring; ten seconds' worth may come at once. A refused call counts as forty.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => new ServerOptions().DeliveryRate,
    };

    private readonly Option<IPNetwork[]> proxies = new("--trusted-proxy")
    {
        Description = "A proxy, or a network of them (10.0.0.0/8), whose word is taken for where a request came from: X-Forwarded-For, -Proto and -Host.",
        HelpName = "ADDRESS",
        CustomParser = ReadProxies,
    };

    /// <summary>Makes them the command's.</summary>
    public void AddTo(Command command)
    {
        rate.WithinOneAnd(HighestRate);
        command.Options.Add(rate);
        command.Options.Add(proxies);
    }

    /// <summary>The server's options with what was said here.</summary>
    public ServerOptions Read(ParseResult arguments, ServerOptions options) =>
        options with { DeliveryRate = arguments.GetValue(rate), TrustedProxies = arguments.GetValue(proxies) ?? [] };

    private static IPNetwork[] ReadProxies(ArgumentResult result)
    {
        var read = new List<IPNetwork>();
        foreach (var token in result.Tokens)
        {
            if (SourceList.TryParseEntry(token.Value, out var network, out var problem))
            {
                read.Add(network);
            }
            else
            {
                result.AddError($"--trusted-proxy: {problem}");
            }
        }

        return [.. read];
    }
}
