using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Cli.Client;
using Slipway.Cli.Output;

namespace Slipway.Cli.Nouns;

/// <summary>Finds what a person named.</summary>
internal static class Finding
{
    private const int Shown = 10;

    /// <summary>Pages through a list until there is no more, or as many as asked for.</summary>
    public static async Task<ResultList> ListAsync(this SlipwayClient client, Noun noun, ListRequest request, CancellationToken cancellationToken) =>
        ResultList.Read(await client.GetAsync(request.At(noun.Path), cancellationToken));

    /// <summary>The one document that is meant.</summary>
    /// <param name="client">Where to ask.</param>
    /// <param name="noun">What kind of thing is meant.</param>
    /// <param name="text">How the person named it.</param>
    /// <param name="project">What <c>--project</c> says.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CommandException">There is none, or more than one.</exception>
    public static async Task<JsonObject> FindAsync(this SlipwayClient client, Noun noun, string text, string? project, CancellationToken cancellationToken)
    {
        var reference = Reference.Read(noun, text, project);
        var found = await client.ListAsync(noun, Request(noun, reference), cancellationToken);
        return found.Documents switch
        {
            [var one] => one,
            [] => throw new CommandException(ExitCodes.NotFound, $"there is no {noun.Singular} '{text}'{(reference is Reference.ByName { Project: { } place } && !text.Contains('/', StringComparison.Ordinal) ? $" in project '{place}'" : "")}. 'slipway {noun.Plural} list' shows what there is."),
            // Of executions with one name the newest is first; it is meant, unless pipelines of several projects share the name.
            [var newest, ..] when noun.IsNumbered && found.Documents.All(document => Column.Field(document, "project") == Column.Field(newest, "project")) => newest,
            var several => throw new CommandException(ExitCodes.Usage, $"several {noun.Plural} are called '{text}': {string.Join(", ", several.Take(Shown).Select(noun.NameOf))}. Say which, with PROJECT/NAME or --project."),
        };
    }

    private static ListRequest Request(Noun noun, Reference reference) => reference switch
    {
        Reference.ById by => new ListRequest { Filters = [ListRequest.Equal("id", by.Id.ToString())], Top = 1 },
        Reference.ByName by => new ListRequest
        {
            Filters =
            [
                ListRequest.Equal(noun.NameField, by.Name),
                .. by.Project is null ? [] : (string[])[ListRequest.Equal("project", by.Project)],
                .. by.Index is null ? [] : (string[])[string.Create(CultureInfo.InvariantCulture, $"index eq {by.Index}")],
            ],
            Order = noun.Order,
            Top = Shown + 1,
        },
        _ => throw new InvalidOperationException($"No way to find {reference}."),
    };
}
