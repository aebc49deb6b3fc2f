using System.Text.Json.Nodes;
using Slipway.Cli.Nouns;
using Slipway.Pipelines;

namespace Slipway.Cli.Output;

/// <summary>Shows documents in the format that was asked for.</summary>
internal sealed class Printer(OutputFormat format, Shell shell)
{
    /// <summary>The format.</summary>
    public OutputFormat Format => format;

    /// <summary>Several documents; for programs always as a list, however many there are.</summary>
    public Task ListAsync(Noun noun, IReadOnlyList<JsonObject> documents, CancellationToken cancellationToken) => WriteAsync(format switch
    {
        OutputFormat.Json => JsonPrinting.Print(List(documents)),
        OutputFormat.Yaml => DocumentYaml.Write(List(documents)),
        OutputFormat.Name => Names(noun, documents),
        _ => Rows(documents, noun.Columns),
    }, cancellationToken);

    /// <summary>One document.</summary>
    public Task OneAsync(Noun noun, JsonObject document, CancellationToken cancellationToken) => WriteAsync(format switch
    {
        OutputFormat.Json => JsonPrinting.Print(document),
        OutputFormat.Yaml => DocumentYaml.Write(document),
        OutputFormat.Name => Names(noun, [document]),
        _ => Details.Print(document) + (noun.Parts is { } parts && parts.Of(document) is { Count: > 0 } rows ? "\n" + Rows(rows, parts.Columns) : ""),
    }, cancellationToken);

    /// <summary>What was done to a document: a sentence for people, the document for programs.</summary>
    public Task DoneAsync(Noun noun, JsonObject document, string done, CancellationToken cancellationToken) =>
        format is OutputFormat.Table
            ? WriteAsync($"{noun.Singular} {Visible.Text(noun.NameOf(document))} {done}\n", cancellationToken)
            : OneAsync(noun, document, cancellationToken);

    /// <summary>Rows that are no documents of the API.</summary>
    public Task RowsAsync(IReadOnlyList<JsonObject> rows, IReadOnlyList<Column> columns, CancellationToken cancellationToken) => WriteAsync(format switch
    {
        OutputFormat.Json => JsonPrinting.Print(List(rows)),
        OutputFormat.Yaml => DocumentYaml.Write(List(rows)),
        OutputFormat.Name => string.Concat(rows.Select(row => $"{Visible.Text(Column.Field(row, "name"))}\n")),
        _ => Rows(rows, columns),
    }, cancellationToken);

    /// <summary>A text that is a result.</summary>
    public async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await shell.Output.WriteAsync(text.AsMemory(), cancellationToken);
        await shell.Output.FlushAsync(cancellationToken);
    }

    /// <summary>A line beside the result.</summary>
    public Task RemarkAsync(string line, CancellationToken cancellationToken) => shell.Error.WriteLineAsync(Visible.Text(line).AsMemory(), cancellationToken);

    private static JsonArray List(IEnumerable<JsonObject> documents) => new([.. documents.Select(document => document.DeepClone())]);

    private static string Names(Noun noun, IEnumerable<JsonObject> documents) => string.Concat(documents.Select(document => $"{Visible.Text(noun.NameOf(document))}\n"));

    private string Rows(IEnumerable<JsonObject> documents, IReadOnlyList<Column> columns) => new Table(shell.Width, shell.HasColours).Print(documents, columns);
}
