using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Connection;
using Slipway.Cli.Input;
using Slipway.Cli.Output;
using Slipway.Cli.Verbs;

namespace Slipway.Cli.Nouns;

/// <summary><c>slipway endpoints</c>.</summary>
internal sealed class EndpointsCommand(Sessions sessions)
{
    private const string ValidationPath = "/codestream/api/endpoint-validation";

    private readonly NounCommands endpoints = new(sessions, EndpointNoun.Noun);
    private readonly Option<IReadOnlyList<KeyValuePair<string, string>>> properties = KeyValue.Option("--property", "A property of its type that is no secret. Several: --property A=1 --property B=2.");
    private readonly Option<IReadOnlyList<KeyValuePair<string, string>>> files = KeyValue.Option("--property-file", "A property whose value is in a file, as secrets and certificates are: token=path/to/token, or token=- for standard input.");
    private readonly Option<string?> description = new("--description") { Description = "What it is for.", HelpName = "TEXT" };
    private readonly Option<bool?> restricted = new("--restricted") { Description = "Only an administrator's executions may use it." };

    public static Command Create(Sessions sessions) => new EndpointsCommand(sessions).Create();

    private Command Create() => sessions.Group(
        "endpoints",
        "Endpoints: the clusters, registries and other systems that pipelines work with.",
        endpoints.List(),
        endpoints.Get(),
        New(),
        Update(),
        Validate(),
        endpoints.Delete());

    private Command New()
    {
        var name = new Argument<string>("NAME") { Description = "What it is called: NAME with --project, or PROJECT/NAME." };
        var type = new Option<string>("--type") { Description = "What it is, as k8s or dockerRegistry.", HelpName = "TYPE", Required = true };
        return sessions.Act(endpoints.With("create", "Creates an endpoint.", name, type, properties, files, description, restricted), async (session, arguments, cancellationToken) =>
        {
            var (project, called) = NewName.Read(EndpointNoun.Noun, arguments.GetValue(name)!, endpoints.ProjectOf(arguments));
            var body = new JsonObject { ["kind"] = "ENDPOINT", ["project"] = project, ["name"] = called, ["description"] = "", ["type"] = arguments.GetValue(type), ["properties"] = new JsonObject() };
            await FillAsync(session, arguments, body, cancellationToken);
            await DoneAsync(session, arguments, await session.Client.PostAsync(EndpointNoun.Noun.Path, body, cancellationToken), "created", cancellationToken);
        });
    }

    private Command Update()
    {
        var name = endpoints.Named();
        return sessions.Act(endpoints.With("update", "Changes an endpoint; what is not given stays, secrets too.", name, properties, files, description, restricted), async (session, arguments, cancellationToken) =>
        {
            var known = await endpoints.FindAsync(session, arguments, name, cancellationToken);
            var body = known.DeepClone().AsObject();
            await FillAsync(session, arguments, body, cancellationToken);
            await DoneAsync(session, arguments, await session.Client.PutAsync(EndpointNoun.Noun.LinkOf(known), body, cancellationToken), "updated", cancellationToken);
        });
    }

    private Command Validate()
    {
        var name = endpoints.Named();
        return sessions.Act(endpoints.With("validate", "Has the server try whether it can work with an endpoint; exits with 0 only if it can.", name), async (session, arguments, cancellationToken) =>
        {
            var endpoint = await endpoints.FindAsync(session, arguments, name, cancellationToken);
            var answer = await session.Client.PostAsync(ValidationPath, endpoint.DeepClone().AsObject(), cancellationToken);
            var isWell = answer["success"] is JsonValue success && success.TryGetValue<bool>(out var value) && value;
            await (session.Printer.Format switch
            {
                OutputFormat.Table => session.Printer.WriteAsync($"{Visible.Text(EndpointNoun.Noun.NameOf(endpoint))}: {Visible.Text(Verdict(answer, isWell))}\n", cancellationToken),
                OutputFormat.Name => session.Printer.OneAsync(EndpointNoun.Noun, endpoint, cancellationToken),
                _ => session.Printer.OneAsync(EndpointNoun.Noun, answer, cancellationToken),
            });
            return isWell ? ExitCodes.Done : ExitCodes.Failed;
        });
    }

    private static string Verdict(JsonObject answer, bool isWell)
    {
        var said = string.Join(' ', ((string[])[Column.Field(answer, "message"), Column.Field(answer, "cause")]).Where(text => text.Length > 0).Distinct());
        return said.Length > 0 ? said : isWell ? "works." : "does not work.";
    }

    private async Task FillAsync(Session session, ParseResult arguments, JsonObject endpoint, CancellationToken cancellationToken)
    {
        var chosen = (endpoint["properties"] ??= new JsonObject()).AsObject();
        foreach (var (name, value) in arguments.GetValue(properties)!)
        {
            chosen[name] = value;
        }

        foreach (var (name, path) in arguments.GetValue(files)!)
        {
            chosen[name] = (await StandardInput.FileAsync(session.Shell, path, cancellationToken)).TrimEnd('\r', '\n');
        }

        if (arguments.GetValue(description) is { } text)
        {
            endpoint["description"] = text;
        }

        if (arguments.GetValue(restricted) is { } isRestricted)
        {
            endpoint["isRestricted"] = isRestricted;
        }
    }

    /// <summary>Only the server knows which properties are secret: it does not show them.</summary>
    private async Task DoneAsync(Session session, ParseResult arguments, JsonObject endpoint, string done, CancellationToken cancellationToken)
    {
        await session.Printer.DoneAsync(EndpointNoun.Noun, endpoint, done, cancellationToken);
        foreach (var (name, value) in arguments.GetValue(properties)!.Where(given => endpoint["properties"]?[given.Key]?.ToString() is "******"))
        {
            await session.Printer.RemarkAsync($"warning: property '{name}' is a secret and was an argument, which everyone on this machine could see. Change it, and give the new one with --property-file {name}=PATH.", cancellationToken);
        }
    }
}
