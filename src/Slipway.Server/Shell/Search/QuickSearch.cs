using System.Globalization;
using MudBlazor;
using Slipway.Execution.Catalog;
using Slipway.Execution.Store;
using Slipway.Projects.CustomIntegrations;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Listing;
using Slipway.Projects.Resources;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Shell.Search;

/// <summary>Finds pages, pipelines, executions, webhooks, endpoints and custom integrations by a part of their names. Executions are found by their pipeline, so that a million of them are not looked through.</summary>
internal sealed class QuickSearch(IPipelineStore pipelines, IExecutionQueries executions, IWebhookStore webhooks, IEndpointStore endpoints, ICustomIntegrationStore integrations)
{
    /// <summary>How many letters are looked for.</summary>
    public const int MostLetters = 100;

    private const int Each = 5;

    /// <summary>What there is, the likeliest kind first.</summary>
    /// <param name="text">A part of a name; <c>name#12</c> is an execution.</param>
    /// <param name="projects">In these projects; null for all.</param>
    /// <param name="pages">The pages that the reader sees.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, IReadOnlySet<string>? projects, IEnumerable<Navigation.Entry> pages, CancellationToken cancellationToken)
    {
        text = text.Trim();
        text = text[..Math.Min(text.Length, MostLetters)];
        if (text.Length == 0)
        {
            return [.. pages.Select(Page)];
        }

        var (name, number) = Numbered(text);
        var found = await NamedAsync(pipelines, PipelineFields.All, name, projects, cancellationToken);
        return
        [
            .. number is null ? pages.Where(page => page.Title.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(Page) : [],
            .. number is null ? found.Select(pipeline => new SearchHit("Pipeline", pipeline.Name, pipeline.Project, $"/pipelines/{pipeline.Id}", Icons.Material.Outlined.AccountTree)) : [],
            .. await ExecutionsAsync(found, number, cancellationToken),
            .. number is null ? await OthersAsync(name, projects, cancellationToken) : [],
        ];
    }

    private async Task<IEnumerable<SearchHit>> OthersAsync(string name, IReadOnlySet<string>? projects, CancellationToken cancellationToken) =>
    [
        .. (await NamedAsync(webhooks, WebhookFields.All, name, projects, cancellationToken))
            .Select(webhook => new SearchHit("Webhook", webhook.Name, $"{webhook.Project}, {webhook.Repository}", $"/triggers/docker/webhooks/{webhook.Id}", Icons.Material.Outlined.Inventory2)),
        .. (await NamedAsync(endpoints, EndpointFields.All, name, projects, cancellationToken))
            .Select(endpoint => new SearchHit("Endpoint", endpoint.Name, $"{endpoint.Project}, {endpoint.Type}", $"/endpoints/{endpoint.Id}", Icons.Material.Outlined.Cable)),

        // They belong to no project, and everybody may look at them.
        .. (await NamedAsync(integrations, CustomIntegrationFields.All, name, projects: null, cancellationToken))
            .Select(integration => new SearchHit("Custom integration", integration.Name, integration.Draft.Description, $"/custom-integrations/{integration.Id}", Icons.Material.Outlined.Extension)),
    ];

    private async Task<IReadOnlyList<SearchHit>> ExecutionsAsync(IReadOnlyList<CatalogedPipeline> of, int? number, CancellationToken cancellationToken)
    {
        var hits = new List<SearchHit>();
        foreach (var pipeline in of)
        {
            var filter = new ExecutionFilter(PipelineId: pipeline.Id, Text: number is null ? null : $"#{number.Value.ToString(CultureInfo.InvariantCulture)}");
            hits.AddRange((await executions.ListAsync(filter, 0, 1, cancellationToken)).Items.Select(execution => new SearchHit(
                number is null ? "Last execution" : "Execution", $"{execution.Name}#{execution.Index}", execution.StatusMessage, $"/executions/{execution.Id}", Icons.Material.Outlined.PlayCircle)));
        }

        return hits;
    }

    private static async Task<IReadOnlyList<T>> NamedAsync<T>(IResourceStore<T> store, ListFields fields, string part, IReadOnlySet<string>? projects, CancellationToken cancellationToken)
        where T : class, IResource =>
        (await store.ListAsync(
            new ListQuery { Filter = new Filter.Contains(new FieldTerm(fields.Find("name")!, LetterCase.Lower), part.ToLowerInvariant()), Take = Each }, projects, cancellationToken)).Items;

    private static (string Name, int? Number) Numbered(string text) =>
        text.LastIndexOf('#') is var hash and >= 0 && int.TryParse(text.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (text[..hash].Trim(), number)
            : (text, null);

    private static SearchHit Page(Navigation.Entry page) => new("Page", page.Title, "", page.Address, page.Icon);
}

/// <summary>Something that was found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">Its name.</param>
/// <param name="Detail">What tells it from others of that name.</param>
/// <param name="Address">Its page.</param>
/// <param name="Icon">A picture for quick finding.</param>
internal sealed record SearchHit(string Kind, string Title, string Detail, string Address, string Icon);
