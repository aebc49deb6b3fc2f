using Slipway.Execution.Catalog;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Slipway.Projects.CustomIntegrations;
using Slipway.Projects.Endpoints;
using Slipway.Server.Endpoints;
using Slipway.Server.Resources;
using Endpoint = Slipway.Projects.Endpoints.Endpoint;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>What the tasks of a pipeline can name, as far as the reader may look at it.</summary>
/// <param name="Endpoints">The project's.</param>
/// <param name="Pipelines">The project's.</param>
/// <param name="Integrations">The server's.</param>
/// <param name="Runnable">The task types that can run here.</param>
public sealed record ModelChoices(IReadOnlyList<Endpoint> Endpoints, IReadOnlyList<Pipeline> Pipelines, IReadOnlyList<CustomIntegration> Integrations, IReadOnlySet<string> Runnable);

/// <summary>Reads <see cref="ModelChoices"/>.</summary>
internal sealed class ModelChoicesReader(
    ResourceDesk<EndpointKind, Endpoint> endpoints,
    ResourceDesk<PipelineKind, CatalogedPipeline> pipelines,
    ICustomIntegrationStore integrations,
    IEnumerable<ITaskRunner> runners)
{
    public async Task<ModelChoices> ReadAsync(string project, CancellationToken cancellationToken) => new(
        (await endpoints.ListAsync(ResourceSearch.AllOf(EndpointFields.All, project), cancellationToken)).Items,
        [.. (await pipelines.ListAsync(ResourceSearch.AllOf(PipelineFields.All, project), cancellationToken)).Items.Select(pipeline => pipeline.Definition)],
        await integrations.ListAsync(cancellationToken),
        runners.Select(runner => runner.Type).ToHashSet(StringComparer.Ordinal));
}
