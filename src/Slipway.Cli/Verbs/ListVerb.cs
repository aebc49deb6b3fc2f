using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Client;
using Slipway.Cli.Connection;
using Slipway.Cli.Nouns;

namespace Slipway.Cli.Verbs;

/// <summary><c>list</c>: a page, or all pages.</summary>
internal sealed partial class NounCommands
{
    private const int PageSize = 500;

    public Command List()
    {
        var filter = new Option<string[]>("--filter") { Description = "The API's $filter, as \"startswith(name, 'web') and not (name eq 'web-old')\". Several hold together.", HelpName = "EXPRESSION" };
        var order = new Option<string?>("--order") { Description = "The API's $orderby, as \"name desc\".", HelpName = "FIELDS" };
        var top = Whole("--top", "How many at most; else as many as the server gives at once.");
        var skip = Whole("--skip", "How many to pass over.");
        var all = new Option<bool>("--all") { Description = "All of them, page by page." };
        var command = With("list", $"Lists {noun.Plural}.", filter, order, top, skip, all);
        command.Aliases.Add("ls");
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) && result.GetValue(top) is not null)
            {
                result.AddError("--all and --top contradict each other: use one of them.");
            }
        });
        return sessions.Act(command, (session, arguments, cancellationToken) => ListAsync(
            session,
            new ListRequest
            {
                Filters = [.. arguments.GetValue(filter) ?? [], .. ProjectOf(arguments) is { } project ? (string[])[ListRequest.Equal("project", project)] : []],
                Order = arguments.GetValue(order) ?? noun.Order,
                Top = arguments.GetValue(top),
                Skip = arguments.GetValue(skip) ?? 0,
            },
            arguments.GetValue(all),
            cancellationToken));
    }

    private static Option<int?> Whole(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "NUMBER" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, out var number) || number < 0))
            {
                result.AddError($"{name}: '{text}' is no whole number from 0.");
            }
        });
        return option;
    }

    private async Task ListAsync(Session session, ListRequest request, bool all, CancellationToken cancellationToken)
    {
        var documents = new List<JsonObject>();
        ResultList page;
        do
        {
            page = await session.Client.ListAsync(noun, all ? request with { Top = PageSize, Skip = request.Skip + documents.Count } : request, cancellationToken);
            documents.AddRange(page.Documents);
        }
        while (all && page.Documents.Count > 0 && request.Skip + documents.Count < page.Total);

        await session.Printer.ListAsync(noun, documents, cancellationToken);
        var next = request.Skip + documents.Count;
        if (!all && request.Top is null && documents.Count > 0 && next < page.Total)
        {
            await session.Printer.RemarkAsync($"{documents.Count} of {page.Total}. The next: --skip {next}. Everything: --all", cancellationToken);
        }
    }
}
