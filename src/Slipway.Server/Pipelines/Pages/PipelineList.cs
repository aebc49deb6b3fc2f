using Slipway.Execution.Catalog;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Projects.Listing;
using Slipway.Server.Resources;

namespace Slipway.Server.Pipelines.Pages;

/// <summary>What the list of pipelines shows: those that the reader may look at, each with its newest execution and its warnings.</summary>
internal sealed class PipelineList(ResourceDesk<PipelineKind, CatalogedPipeline> desk, IExecutionHistory history, PipelineInspection inspection)
{
    public async Task<ListPage<PipelineLine>> ListAsync(string? project, string? text, int skip, int take, CancellationToken cancellationToken)
    {
        var query = ResourceSearch.Query(PipelineFields.All, project, text, page: 1, "name") with { Order = [], Skip = skip, Take = take };
        var found = await desk.ListAsync(query, cancellationToken);
        var diagnostics = await inspection.InspectAsync(found.Items, cancellationToken);
        var last = (await history.LastAsync([.. found.Items.Select(pipeline => pipeline.Id)], cancellationToken)).ToDictionary(execution => execution.PipelineId);
        return found.Select(pipeline => new PipelineLine(pipeline, last.GetValueOrDefault(pipeline.Id), diagnostics[pipeline.Id].Length));
    }
}
