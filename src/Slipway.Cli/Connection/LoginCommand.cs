using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Client;
using Slipway.Cli.Input;
using Slipway.Cli.Output;

namespace Slipway.Cli.Connection;

/// <summary><c>slipway login</c>: exchanges a password for an API token, or takes one, and keeps it.</summary>
internal sealed class LoginCommand(Shell shell, Sessions sessions)
{
    private static readonly Column[] Columns = [Column.Of("CURRENT", "current"), Column.Of("NAME", "name"), Column.Of("SERVER", "server"), Column.Of("USER", "user")];

    private readonly Option<Uri?> server = Sessions.ServerOption($"The server to sign in to, as https://slipway.example; else {Access.ServerVariable}, else that of the same sign-in before.");
    private readonly Option<string?> context = Sessions.ContextOption($"What to call this sign-in, when there are several; else '{Contexts.DefaultName}'.");
    private readonly Option<string?> userName = new("--username", "-u") { Description = "Who signs in; asked for when left out.", HelpName = "NAME" };
    private readonly Option<string?> domain = new("--domain") { Description = "For servers with several directories of people.", HelpName = "NAME" };
    private readonly Option<bool> passwordStdin = new("--password-stdin") { Description = "Read the password from standard input. It is never an argument: everyone on the machine sees those." };
    private readonly Option<bool> tokenStdin = new("--token-stdin") { Description = "Read an API token from standard input, instead of a name and a password." };
    private readonly Option<bool> list = new("--list") { Description = "Show who is signed in where." };
    private readonly Option<string?> use = new("--use") { Description = "Make a sign-in the one that counts from now on.", HelpName = "NAME" };

    public Command Create()
    {
        use.CompletionSources.Add(sessions.Names.Contexts);
        var command = new Command("login", "Signs in to a server and keeps the way back in, for months.") { server, userName, passwordStdin, tokenStdin, domain, context, list, use };
        command.Validators.Add(result =>
        {
            string?[] ways = [result.GetValue(passwordStdin) ? "--password-stdin" : null, result.GetValue(tokenStdin) ? "--token-stdin" : null, result.GetValue(list) ? "--list" : null, result.GetValue(use) is null ? null : "--use"];
            if (ways.OfType<string>().ToList() is { Count: > 1 } chosen)
            {
                result.AddError($"{string.Join(" and ", chosen)} contradict each other: use one of them.");
            }
        });
        command.SetAction((arguments, cancellationToken) =>
            arguments.GetValue(list) ? ListAsync(cancellationToken)
            : arguments.GetValue(use) is { } name ? UseAsync(name, cancellationToken)
            : SignInAsync(arguments, cancellationToken));
        return command;
    }

    private async Task<int> SignInAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var file = ContextFile.Of(shell);
        var contexts = await file.ReadAsync(cancellationToken);
        var name = arguments.GetValue(context) ?? Contexts.DefaultName;
        var place = arguments.GetValue(server) ?? FromEnvironment() ?? contexts.Saved.GetValueOrDefault(name)?.Server
            ?? throw new CommandException(ExitCodes.Usage, $"which server? Use --server URL, or set {Access.ServerVariable}.");
        if (ServerAddress.IsOpenToListeners(place, out var warning))
        {
            await shell.Error.WriteLineAsync(warning.AsMemory(), cancellationToken);
        }

        using var client = new SlipwayClient(Http.Anonymous(place));
        var saved = new SavedContext(place, await TokenAsync(client, arguments, cancellationToken), arguments.GetValue(tokenStdin) ? null : User(arguments));
        await file.WriteAsync(contexts.With(name, saved), cancellationToken);
        await shell.Output.WriteLineAsync(Visible.Text($"signed in to {place}{(saved.User is { } user ? $" as {user}" : "")}; kept as '{name}' in {file.Path}").AsMemory(), cancellationToken);
        return ExitCodes.Done;
    }

    private Uri? FromEnvironment() => shell.Setting(Access.ServerVariable) is not { } text ? null : ServerAddress.Parse(text) switch
    {
        (var address, null) => address,
        (_, var problem) => throw new CommandException(ExitCodes.Usage, $"{Access.ServerVariable}: {problem}"),
    };

    private async Task<string> TokenAsync(SlipwayClient client, ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(tokenStdin))
        {
            var token = await StandardInput.LineAsync(shell, "an API token", cancellationToken);
            await Login.CheckAsync(client, token, cancellationToken);
            return token;
        }

        var user = User(arguments);
        var password = arguments.GetValue(passwordStdin)
            ? await StandardInput.LineAsync(shell, "a password", cancellationToken)
            : shell.Ask($"Password of {Visible.Text(user)}: ", false) ?? throw new CommandException(ExitCodes.Usage, "nobody is there to ask for the password: use --password-stdin or --token-stdin.");
        return await Login.TokenAsync(client, user, password, arguments.GetValue(domain), cancellationToken);
    }

    private string? asked;

    private string User(ParseResult arguments) => arguments.GetValue(userName) ?? (asked ??= shell.Ask("User name: ", true))
        ?? throw new CommandException(ExitCodes.Usage, "who signs in? Use --username NAME, or --token-stdin.");

    private async Task<int> ListAsync(CancellationToken cancellationToken)
    {
        var contexts = await ContextFile.Of(shell).ReadAsync(cancellationToken);
        var rows = contexts.Saved.Select(saved => new JsonObject
        {
            ["current"] = saved.Key == contexts.Current ? "*" : "",
            ["name"] = saved.Key,
            ["server"] = saved.Value.Server.ToString(),
            ["user"] = saved.Value.User ?? "(API token)",
        });
        await new Printer(OutputFormat.Table, shell).RowsAsync([.. rows], Columns, cancellationToken);
        return ExitCodes.Done;
    }

    private async Task<int> UseAsync(string name, CancellationToken cancellationToken)
    {
        var file = ContextFile.Of(shell);
        var contexts = await file.ReadAsync(cancellationToken);
        if (!contexts.Saved.TryGetValue(name, out var chosen))
        {
            throw new CommandException(ExitCodes.NotFound, $"there is no sign-in '{name}'. 'slipway login --list' shows what there is.");
        }

        await file.WriteAsync(contexts with { Current = name }, cancellationToken);
        await shell.Output.WriteLineAsync(Visible.Text($"'{name}' counts from now on: {chosen}").AsMemory(), cancellationToken);
        return ExitCodes.Done;
    }
}
