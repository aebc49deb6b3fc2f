using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.Execution.Notifications;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Projects.Listing;
using Slipway.Server.Api;

namespace Slipway.Server.Executions;

/// <summary>Makes the documents of executions, with what is kept beside them.</summary>
internal sealed class ExecutionDocuments(INoticeStore notices, IExecutionQueries executions)
{
    /// <summary>The document of one.</summary>
    public async Task<JsonObject> OfAsync(ExecutionState execution, CancellationToken cancellationToken) =>
        ExecutionDocument.Of(execution, await notices.OfAsync([execution.Id], cancellationToken), await executions.PlaceInQueueAsync(execution, cancellationToken));

    /// <summary>The documents of a page.</summary>
    public async Task<IResult> OfAsync(ListPage<ExecutionState> page, CancellationToken cancellationToken)
    {
        var told = (await notices.OfAsync([.. page.Items.Select(execution => execution.Id)], cancellationToken)).ToLookup(report => report.Execution);
        return Listing.Answer(page, execution => ExecutionDocument.Of(execution, [.. told[execution.Id]]));
    }
}
