using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Slipway.Execution.Catalog;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Projects.CustomIntegrations;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Resources;
using Slipway.Projects.Variables;

namespace Slipway.Server.Pipelines;

/// <summary>Reads documents with what this server knows: which task types can run, and what the projects hold.</summary>
internal sealed class PipelineInspection(IEnumerable<ITaskRunner> runners, IPipelineStore pipelines, IEndpointStore endpoints, IVariableStore variables, ICustomIntegrationStore integrations)
{
    // A kept document is never changed, and all who read it share it: what there is to say of it alone is found out once.
    private readonly ConditionalWeakTable<Pipeline, ReadResult> _kept = [];

    private readonly ReadOptions _options = new() { TaskTypes = runners.Select(runner => runner.Type).ToHashSet(StringComparer.Ordinal) };

    /// <summary>Reads a file that is to be imported. Its own documents count as there.</summary>
    public Task<ReadResult> ReadAsync(ReadOnlyMemory<byte> file, CancellationToken cancellationToken) => CheckAsync(DocumentFile.Read(file, _options), cancellationToken);

    /// <summary>Reads the body of a request.</summary>
    public Task<ReadResult> ReadAsync(JsonObject body, CancellationToken cancellationToken) => CheckAsync(DocumentJson.Read(body, _options), cancellationToken);

    /// <summary>What there is to say of pipelines that are kept, by their ids.</summary>
    public async Task<IReadOnlyDictionary<Guid, ImmutableArray<Diagnostic>>> InspectAsync(IReadOnlyCollection<CatalogedPipeline> kept, CancellationToken cancellationToken)
    {
        var contents = await ContentsAsync([], cancellationToken);
        return kept.ToDictionary(pipeline => pipeline.Id, pipeline => _kept.GetValue(pipeline.Definition, definition => DocumentFile.Read(DocumentFile.Write(definition), _options)).CheckAgainst(contents).Diagnostics);
    }

    private async Task<ReadResult> CheckAsync(ReadResult read, CancellationToken cancellationToken) =>
        read.HasErrors ? read : read.CheckAgainst(await ContentsAsync(read.Documents, cancellationToken));

    private async Task<Dictionary<string, ProjectContents>> ContentsAsync(ImmutableArray<Document> imported, CancellationToken cancellationToken)
    {
        ILookup<string, string> Names<T>(IEnumerable<IResource> kept)
            where T : Document =>
            kept.Select(resource => (resource.Project, resource.Name)).Concat(imported.OfType<T>().Select(document => (document.Project, document.Name))).ToLookup(named => named.Project, named => named.Name);

        var endpointsOf = Names<EndpointDocument>(await endpoints.ListAsync(cancellationToken));
        var variablesOf = Names<VariableDocument>(await variables.ListAsync(cancellationToken));
        var pipelinesOf = (await pipelines.ListAsync(cancellationToken)).Select(pipeline => pipeline.Definition).Concat(imported.OfType<Pipeline>()).ToLookup(pipeline => pipeline.Project);
        var integrationNames = (await integrations.ListAsync(cancellationToken)).Where(integration => integration.Versions.Any(version => version.Status.IsUsable())).Select(integration => integration.Name).Concat(imported.OfType<CustomIntegrationDocument>().Select(document => document.Name)).ToHashSet(StringComparer.Ordinal);
        return endpointsOf.Select(group => group.Key).Union(pipelinesOf.Select(group => group.Key)).ToDictionary(
            project => project,
            project => new ProjectContents
            {
                Endpoints = endpointsOf[project].ToHashSet(StringComparer.Ordinal),
                Variables = variablesOf[project].ToHashSet(StringComparer.Ordinal),
                CustomIntegrations = integrationNames,
                Pipelines = pipelinesOf[project].GroupBy(pipeline => pipeline.Name).ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal),
            },
            StringComparer.Ordinal);
    }
}
