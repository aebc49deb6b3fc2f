using System.CommandLine;
using Slipway.Server;
using Slipway.Triggers.Upkeep;

namespace Slipway.Cli.Serve;

/// <summary>How webhooks are looked after.</summary>
internal sealed class TriggerOptions
{
    private const int MostMinutes = 24 * 60;
    private static readonly UpkeepOptions Usual = new();

    private readonly Option<int> hooks = Number("--hook-interval", "MINUTES", "How often the registries' hooks are compared with Slipway's.", (int)Usual.HookInterval.TotalMinutes, MostMinutes);
    private readonly Option<int> tags = Number("--tag-interval", "MINUTES", "How often repositories are asked for pushes that were not told of.", (int)Usual.TagInterval.TotalMinutes, MostMinutes);
    private readonly Option<int> raised = Number("--most-missed", "NUMBER", "How many pushes that were not told of one look starts at most.", Usual.MostRaised, 1_000);

    private readonly Option<string[]> callbacks = new("--callback-host")
    {
        Description = "A host that may be called back when a delivery asks for it and its webhook allows it.",
        HelpName = "HOST",
        DefaultValueFactory = _ => [.. new ServerOptions().CallbackHosts],
    };

    private readonly Option<string?> metrics = new("--metrics-url")
    {
        Description = "An address, such as http://localhost:9464, where Prometheus reads /metrics and nothing else is answered. Nobody signs in there.",
        HelpName = "URL",
    };

    /// <summary>Makes them the command's.</summary>
    public void AddTo(Command command)
    {
        metrics.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(Uri.TryCreate(token.Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            {
                result.AddError($"--metrics-url is an address such as http://localhost:9464, not '{token.Value}'.");
            }
        });
        foreach (var option in (Option[])[hooks, tags, raised, callbacks, metrics])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The server's options with what was said here.</summary>
    public ServerOptions Read(ParseResult arguments, ServerOptions options) => options with
    {
        Upkeep = options.Upkeep with
        {
            HookInterval = TimeSpan.FromMinutes(arguments.GetValue(hooks)),
            TagInterval = TimeSpan.FromMinutes(arguments.GetValue(tags)),
            MostRaised = arguments.GetValue(raised),
        },
        CallbackHosts = arguments.GetValue(callbacks) ?? [],
        MetricsUrl = arguments.GetValue(metrics),
    };

    private static Option<int> Number(string name, string what, string description, int usual, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = what, DefaultValueFactory = _ => usual };
        option.WithinOneAnd(most);
        return option;
    }
}
