using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Cli.Client;
using Slipway.Cli.Connection;
using Slipway.Cli.Input;
using Slipway.Cli.Output;
using Slipway.Cli.Validate.Files;
using Slipway.Cli.Verbs;

namespace Slipway.Cli.Documents;

/// <summary><c>slipway import</c>: documents into the server, file by file.</summary>
internal sealed partial class ImportCommand
{
    private static readonly string[] Actions = ["create", "apply", "update"];
    private static readonly string[] Successes = ["CREATED", "UPDATED"];
    private static readonly Column[] Columns = [Column.Of("FILE", "file"), Column.Of("NAME", "name"), Column.Status("STATUS", "status"), Column.Prose("MESSAGE", "statusMessage")];

    public static Command Create(Sessions sessions)
    {
        var files = new Argument<string[]>("FILE") { Description = "Files, directories (searched for *.yaml, *.yml and *.json), or - for standard input.", Arity = ArgumentArity.OneOrMore };
        var action = new Option<string>("--action") { Description = "create: only what is not there; apply: make or replace; update: only what is there.", DefaultValueFactory = _ => "apply", HelpName = string.Join('|', Actions) };
        action.AcceptOnlyFromAmong(Actions);
        var project = NounCommands.ProjectOption(sessions, "Into this project, whatever the documents say.");
        var command = sessions.Group("import", "Imports pipelines and other documents; exits with 0 only if each was CREATED or UPDATED.");
        command.Arguments.Add(files);
        command.Options.Add(action);
        command.Options.Add(project);
        return sessions.Act(command, (session, arguments, cancellationToken) =>
            RunAsync(session, arguments.GetValue(files)!, arguments.GetValue(action)!, arguments.GetValue(project), cancellationToken));
    }

    private static async Task<int> RunAsync(Session session, string[] names, string action, string? project, CancellationToken cancellationToken)
    {
        var (files, unreadable) = FileSearch.Find(names);
        foreach (var (name, why) in unreadable)
        {
            await session.Printer.RemarkAsync($"slipway: cannot read {name}: {why}", cancellationToken);
        }

        // Whoever names a file that cannot be read may have meant another one: nothing is imported.
        if (unreadable.Count > 0)
        {
            return ExitCodes.Usage;
        }

        var texts = new List<(string Name, string Text)>();
        foreach (var file in files)
        {
            var text = await StandardInput.FileAsync(session.Shell, file.Path ?? "-", cancellationToken);
            texts.Add((file.Name, project is null ? text : ProjectOfDocuments.Set(text, project)));
        }

        var rows = new List<JsonObject>();
        foreach (var (name, text) in texts)
        {
            rows.AddRange(await ImportAsync(session, name, text, action, cancellationToken));
        }

        await session.Printer.RowsAsync(rows, Columns, cancellationToken);
        return rows.All(row => Successes.Contains(Column.Field(row, "status"), StringComparer.Ordinal)) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<IEnumerable<JsonObject>> ImportAsync(Session session, string name, string text, string action, CancellationToken cancellationToken)
    {
        try
        {
            return ImportAnswer.Read(await session.Client.ImportAsync(text, action, cancellationToken)).Select(row =>
            {
                row.Insert(0, "file", name);
                return row;
            });
        }
        catch (ApiException e) when (ExitCodes.Of(e) is not ExitCodes.NotSignedIn)
        {
            var lines = e.Reason.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            foreach (var line in lines)
            {
                await session.Printer.RemarkAsync(Place().IsMatch(line) ? $"{name}:{line}" : $"{name}: {line}", cancellationToken);
            }

            return [new JsonObject { ["file"] = name, ["name"] = "", ["status"] = "REFUSED", ["statusMessage"] = lines.Length > 1 ? $"{lines.Length} problems" : "see above" }];
        }
    }

    [GeneratedRegex(@"^\d+:\d+: ")]
    private static partial Regex Place();
}
