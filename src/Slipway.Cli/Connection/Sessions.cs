using System.CommandLine;
using Slipway.Cli.Client;
using Slipway.Cli.Completion;
using Slipway.Cli.Output;

namespace Slipway.Cli.Connection;

/// <summary>The options that every command with a server has, and how such a command gets from them to the server.</summary>
internal sealed class Sessions
{
    private static readonly string[] Formats = [.. Enum.GetNames<OutputFormat>().Select(name => name.ToLowerInvariant())];

    private readonly Shell shell;
    private readonly Option<Uri?> server = ServerOption($"The server's address, as https://slipway.example; else {Access.ServerVariable}.");
    private readonly Option<string?> context = ContextOption("The sign-in to use; else the last one made.");
    private readonly Option<string> output = new("--output", "-o") { Description = "table for people; json or yaml for programs: the API's documents as they are; name for other commands.", DefaultValueFactory = _ => "table", HelpName = string.Join('|', Formats), Recursive = true };

    public Sessions(Shell shell)
    {
        this.shell = shell;
        server.Recursive = true;
        context.Recursive = true;
        output.AcceptOnlyFromAmong(Formats);
        Names = new NameCompletion();
        context.CompletionSources.Add(Names.Contexts);
    }

    /// <summary>What completes names while a command is typed.</summary>
    public NameCompletion Names { get; }

    public static Option<Uri?> ServerOption(string description) => new("--server")
    {
        Description = description,
        HelpName = "URL",
        CustomParser = result =>
        {
            var (address, problem) = ServerAddress.Parse(result.Tokens[0].Value);
            if (problem is not null)
            {
                result.AddError($"--server: {problem}");
            }

            return address;
        },
    };

    public static Option<string?> ContextOption(string description) => new("--context") { Description = description, HelpName = "NAME" };

    /// <summary>A command whose subcommands speak to a server.</summary>
    public Command Group(string name, string description, params IEnumerable<Command> commands)
    {
        var group = Alone(name, description);
        group.Options.Add(output);
        foreach (var command in commands)
        {
            group.Subcommands.Add(command);
        }

        return group;
    }

    /// <summary>A command that speaks to a server and whose result has one format only.</summary>
    public Command Alone(string name, string description) => new(name, description) { server, context };

    /// <summary>Makes a command below a <see cref="Group"/> do something with a server.</summary>
    public Command Act(Command command, Func<Session, ParseResult, CancellationToken, Task> act) => Act(command, async (session, arguments, cancellationToken) =>
    {
        await act(session, arguments, cancellationToken);
        return ExitCodes.Done;
    });

    /// <summary>Makes a command below a <see cref="Group"/> do something with a server, and end as it went.</summary>
    public Command Act(Command command, Func<Session, ParseResult, CancellationToken, Task<int>> act)
    {
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var session = await OpenAsync(arguments, remarks: true, cancellationToken);
            return await act(session, arguments, cancellationToken);
        });
        return command;
    }

    /// <summary>How sign-ins are called.</summary>
    public async Task<IReadOnlyList<string>> ContextNamesAsync(CancellationToken cancellationToken) =>
        [.. (await ContextFile.Of(shell).ReadAsync(cancellationToken)).Saved.Keys];

    /// <summary>The session that a command line asks for.</summary>
    public async Task<Session> OpenAsync(ParseResult arguments, bool remarks, CancellationToken cancellationToken)
    {
        var file = ContextFile.Of(shell);
        var access = Access.Choose(arguments.GetValue(server), arguments.GetValue(context), shell.Setting, await file.ReadAsync(cancellationToken));
        var printer = new Printer(Enum.Parse<OutputFormat>(arguments.GetValue(output) ?? "table", ignoreCase: true), shell);
        if (remarks && file.Remark() is { } remark)
        {
            await printer.RemarkAsync(remark, cancellationToken);
        }

        if (remarks && ServerAddress.IsOpenToListeners(access.Server, out var warning))
        {
            await printer.RemarkAsync(warning, cancellationToken);
        }

        return new Session(new SlipwayClient(Http.Signed(access)), printer, shell);
    }
}
