using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using Slipway.Execution.Nodes;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work, down to the database, as one of the nodes.
/// <c>/healthz</c> and <c>/readyz</c> say the same.
/// </summary>
internal static class Health
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);
    private static readonly string[] Live = ["/health/live", "/healthz"];
    private static readonly string[] Ready = ["/health/ready", "/readyz"];

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        foreach (var path in Live)
        {
            routes.MapGet(path, () => Results.Text("ok")).AllowAnonymous();
        }

        foreach (var path in Ready)
        {
            routes.MapGet(path, IsReadyAsync).AllowAnonymous();
        }
    }

    private static async Task<IResult> IsReadyAsync(
        IWebhookStore store, ISiloStatusOracle silo, NodeStanding standing, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return NotReady("the server is stopping");
        }

        if (silo.CurrentStatus is not SiloStatus.Active)
        {
            return NotReady("the server is not one of the nodes yet");
        }

        if (!standing.IsGood)
        {
            return NotReady("the database has not confirmed for a while that the server is one of the nodes");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestAnswer);
        try
        {
            await store.ListAsync(patience.Token);
            return Results.Text("ready");
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return NotReady("the database cannot be read");
        }
    }

    private static IResult NotReady(string why) => Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable);
}
