using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Connection;
using Slipway.Cli.Input;
using Slipway.Cli.Output;
using Slipway.Cli.Verbs;

namespace Slipway.Cli.Nouns;

/// <summary><c>slipway variables</c>. A secret is never an argument: everyone on the machine sees those.</summary>
internal sealed class VariablesCommand(Sessions sessions)
{
    private const string Regular = "REGULAR";

    private static readonly string[] Types = [Regular, "SECRET", "RESTRICTED"];

    private readonly NounCommands variables = new(sessions, VariableNoun.Noun);
    private readonly Option<string?> value = new("--value") { Description = "The value, where it is no secret.", HelpName = "TEXT" };
    private readonly Option<bool> valueStdin = new("--value-stdin") { Description = "Read the value from standard input; an end of line at its end is left out." };
    private readonly Option<string?> description = new("--description") { Description = "What it is for.", HelpName = "TEXT" };
    private readonly Option<string?> type = new("--type") { Description = "REGULAR; SECRET: never shown again; RESTRICTED: also only an administrator's executions may use it.", HelpName = string.Join('|', Types) };

    public static Command Create(Sessions sessions) => new VariablesCommand(sessions).Create();

    private Command Create()
    {
        type.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Types);
        return sessions.Group("variables", "Variables: values that pipelines share.", variables.List(), variables.Get(), New(), Update(), variables.Delete());
    }

    private Command New()
    {
        var name = new Argument<string>("NAME") { Description = "What it is called: NAME with --project, or PROJECT/NAME." };
        return sessions.Act(Checked(variables.With("create", "Creates a variable.", name, type, value, valueStdin, description)), async (session, arguments, cancellationToken) =>
        {
            var (project, called) = NewName.Read(VariableNoun.Noun, arguments.GetValue(name)!, variables.ProjectOf(arguments));
            var chosen = arguments.GetValue(type)?.ToUpperInvariant() ?? Regular;
            DemandHidden(arguments, chosen);
            var created = await session.Client.PostAsync(VariableNoun.Noun.Path, new JsonObject
            {
                ["kind"] = "VARIABLE",
                ["project"] = project,
                ["name"] = called,
                ["description"] = arguments.GetValue(description) ?? "",
                ["type"] = chosen,
                ["value"] = await ValueAsync(session, arguments, cancellationToken) ?? "",
            }, cancellationToken);
            await session.Printer.DoneAsync(VariableNoun.Noun, created, "created", cancellationToken);
        });
    }

    private Command Update()
    {
        var name = variables.Named();
        return sessions.Act(Checked(variables.With("update", "Changes a variable; what is not given stays.", name, type, value, valueStdin, description)), async (session, arguments, cancellationToken) =>
        {
            var known = await variables.FindAsync(session, arguments, name, cancellationToken);
            var chosen = arguments.GetValue(type)?.ToUpperInvariant() ?? Column.Field(known, "type");
            DemandHidden(arguments, chosen);
            var body = known.DeepClone().AsObject();
            body["type"] = chosen;
            body["description"] = arguments.GetValue(description) ?? Column.Field(known, "description");
            if (await ValueAsync(session, arguments, cancellationToken) is { } given)
            {
                body["value"] = given;
            }

            await session.Printer.DoneAsync(VariableNoun.Noun, await session.Client.PutAsync(VariableNoun.Noun.LinkOf(known), body, cancellationToken), "updated", cancellationToken);
        });
    }

    private Command Checked(Command command)
    {
        command.Validators.Add(result =>
        {
            if (result.GetValue(valueStdin) && result.GetValue(value) is not null)
            {
                result.AddError("--value and --value-stdin contradict each other: use one of them.");
            }
        });
        return command;
    }

    private void DemandHidden(ParseResult arguments, string chosen)
    {
        if (chosen is not Regular && arguments.GetValue(value) is not null)
        {
            throw new CommandException(ExitCodes.Usage, $"--value: a {chosen} value would be seen by everyone on this machine and stay in the shell's history. Use --value-stdin.");
        }
    }

    private async Task<string?> ValueAsync(Session session, ParseResult arguments, CancellationToken cancellationToken) =>
        arguments.GetValue(valueStdin) ? await StandardInput.ValueAsync(session.Shell, cancellationToken) : arguments.GetValue(value);
}
