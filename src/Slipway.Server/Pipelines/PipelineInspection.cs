using System.Collections.Immutable;
using Slipway.Execution.Catalog;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Variables;

namespace Slipway.Server.Pipelines;

/// <summary>Reads documents with what this server knows: which task types can run, and what the projects hold.</summary>
internal sealed class PipelineInspection(IEnumerable<ITaskRunner> runners, IPipelineStore pipelines, IEndpointStore endpoints, IVariableStore variables)
{
    private readonly ReadOptions _options = new() { TaskTypes = runners.Select(runner => runner.Type).ToHashSet(StringComparer.Ordinal) };

    /// <summary>Reads a file that is to be imported. Its own documents count as there.</summary>
    public async Task<ReadResult> ReadAsync(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        var read = DocumentFile.Read(file, _options);
        return read.HasErrors ? read : read.CheckAgainst(await ContentsAsync(read.Pipelines, cancellationToken));
    }

    /// <summary>What there is to say of pipelines that are kept, by their ids.</summary>
    public async Task<IReadOnlyDictionary<Guid, ImmutableArray<Diagnostic>>> InspectAsync(IReadOnlyCollection<CatalogedPipeline> kept, CancellationToken cancellationToken)
    {
        var contents = await ContentsAsync([], cancellationToken);
        return kept.ToDictionary(pipeline => pipeline.Id, pipeline => DocumentFile.Read(DocumentFile.Write(pipeline.Definition), _options).CheckAgainst(contents).Diagnostics);
    }

    private async Task<Dictionary<string, ProjectContents>> ContentsAsync(IEnumerable<Pipeline> imported, CancellationToken cancellationToken)
    {
        var endpointsOf = (await endpoints.ListAsync(cancellationToken)).ToLookup(endpoint => endpoint.Project, endpoint => endpoint.Name);
        var pipelinesOf = (await pipelines.ListAsync(cancellationToken)).Select(pipeline => pipeline.Definition).Concat(imported).ToLookup(pipeline => pipeline.Project);
        var variablesOf = (await variables.ListAsync(cancellationToken)).ToLookup(variable => variable.Project, variable => variable.Name);
        return endpointsOf.Select(group => group.Key).Union(pipelinesOf.Select(group => group.Key)).ToDictionary(
            project => project,
            project => new ProjectContents
            {
                Endpoints = endpointsOf[project].ToHashSet(StringComparer.Ordinal),
                Variables = variablesOf[project].ToHashSet(StringComparer.Ordinal),
                Pipelines = pipelinesOf[project].GroupBy(pipeline => pipeline.Name).ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal),
            },
            StringComparer.Ordinal);
    }
}
