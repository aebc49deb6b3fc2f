using System.CommandLine;
using Slipway.Cli.Client;
using Slipway.Cli.Connection;
using Slipway.Cli.Nouns;
using Slipway.Cli.Output;
using Slipway.Cli.Verbs;

namespace Slipway.Cli.Documents;

/// <summary><c>slipway export</c>: documents out of the server, as YAML that it imports again. Secret values are not among it.</summary>
internal sealed class ExportCommand(Sessions sessions)
{
    private const string Path = "/codestream/api/export";

    /// <summary>Names that go into one URL: with the longest names that there are, it stays within what servers take.</summary>
    private const int NamesAtOnce = 20;

    private const int PageSize = 500;

    private static readonly Noun[] Nouns = [PipelineNoun.Noun, EndpointNoun.Noun, VariableNoun.Noun, WebhookNoun.Noun];

    private readonly Option<string?> project = NounCommands.ProjectOption(sessions, "Only what is in this project.");
    private readonly Option<string?> directory = new("--directory", "-d") { Description = "Write a file for each document, as DIR/PROJECT/NAME.pipeline.yaml, instead of all to standard output.", HelpName = "DIR" };
    private readonly Option<string?>[] kinds =
    [
        .. Nouns.Select(noun => new Option<string?>($"--{noun.Plural}")
        {
            Description = $"The {noun.Plural} of these names; all of them when no name is given.",
            HelpName = "NAME,NAME",
            Arity = ArgumentArity.ZeroOrOne,
        }),
    ];

    public static Command Create(Sessions sessions) => new ExportCommand(sessions).Create();

    private Command Create()
    {
        var command = sessions.Alone("export", "Exports documents as YAML: all pipelines, or what is named.");
        foreach (var option in (Option[])[project, .. kinds, directory])
        {
            command.Options.Add(option);
        }

        return sessions.Act(command, async (session, arguments, cancellationToken) =>
        {
            var documents = new List<ExportedDocument>();
            foreach (var (noun, names) in Asked(arguments))
            {
                documents.AddRange(await ExportAsync(session, noun, names, arguments.GetValue(project), cancellationToken));
            }

            await (arguments.GetValue(directory) is { } target
                ? WriteAsync(session, documents, target, cancellationToken)
                : session.Printer.WriteAsync(string.Concat(documents.Select(document => document.Yaml)), cancellationToken));
        });
    }

    private List<(Noun Noun, string[] Names)> Asked(ParseResult arguments)
    {
        var asked = Nouns.Zip(kinds).Where(kind => arguments.GetResult(kind.Second) is { Implicit: false })
            .Select(kind => (kind.First, (arguments.GetValue(kind.Second) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            .ToList();
        return asked.Count > 0 ? asked : [(PipelineNoun.Noun, [])];
    }

    private static async Task<IEnumerable<ExportedDocument>> ExportAsync(Session session, Noun noun, string[] names, string? project, CancellationToken cancellationToken)
    {
        if (names.Length is 0)
        {
            names = await NamesAsync(session.Client, noun, project, cancellationToken);
        }

        var documents = new List<ExportedDocument>();
        foreach (var some in names.Distinct().Chunk(NamesAtOnce))
        {
            var query = $"{noun.Collection}={Uri.EscapeDataString(string.Join(',', some))}{(project is null ? "" : $"&project={Uri.EscapeDataString(project)}")}";
            documents.AddRange(ExportedDocument.Split(await session.Client.GetYamlAsync($"{Path}?{query}", cancellationToken)));
        }

        return names.Except(documents.Select(document => document.Name)).ToList() is not { Count: > 0 } missing
            ? documents
            : throw new CommandException(ExitCodes.NotFound, $"there is no {noun.Singular} {string.Join(", ", missing.Select(name => $"'{name}'"))}{(project is null ? "" : $" in project '{project}'")}. 'slipway {noun.Plural} list' shows what there is.");
    }

    private static async Task<string[]> NamesAsync(SlipwayClient client, Noun noun, string? project, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        ResultList page;
        do
        {
            page = await client.ListAsync(noun, new ListRequest { Filters = project is null ? [] : [ListRequest.Equal("project", project)], Order = noun.Order, Top = PageSize, Skip = names.Count }, cancellationToken);
            names.AddRange(page.Documents.Select(document => Column.Field(document, "name")));
        }
        while (page.Documents.Count > 0 && names.Count < page.Total);

        return names.Count > 0
            ? [.. names]
            : throw new CommandException(ExitCodes.NotFound, $"there are no {noun.Plural} to export{(project is null ? "" : $" in project '{project}'")}.");
    }

    private static async Task WriteAsync(Session session, IEnumerable<ExportedDocument> documents, string target, CancellationToken cancellationToken)
    {
        foreach (var document in documents)
        {
            var path = System.IO.Path.Combine(target, document.FileName);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, document.Yaml, cancellationToken);
            await session.Printer.WriteAsync($"{Visible.Text(path)}\n", cancellationToken);
        }
    }
}
