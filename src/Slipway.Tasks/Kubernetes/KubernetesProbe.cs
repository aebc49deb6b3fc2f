using Microsoft.Extensions.Logging;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Tasks.Kubernetes.Cluster;

namespace Slipway.Tasks.Kubernetes;

/// <summary>Asks a cluster for the kinds of its core group, as a K8S task would: everybody may who is signed in, and nobody who is not.</summary>
public sealed class KubernetesProbe(ClusterConnections clusters, TimeProvider time, ILogger<KubernetesProbe> logger) : IEndpointProbe
{
    /// <inheritdoc/>
    public string Type => KubernetesEndpoint.Type.Name;

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        // A connection of its own: what is tried need not be what is stored.
        var opened = ClusterConnection.Open(endpoint, clusters.Surroundings);
        if (opened.IsWrong)
        {
            return new ProbeResult(ProbeCause.Properties, opened.Problem);
        }

        using var connection = opened.Value.Kubernetes;
        var cluster = new ClusterApi(opened.Value, time, logger);
        var answer = await cluster.TryGetAsync("api/v1", cancellationToken);
        return answer switch
        {
            ApiAnswer.Ok ok when ok.Body["kind"]?.ToString() == "APIResourceList" => ProbeResult.Ok($"{cluster.Address} is a Kubernetes API and accepts the endpoint's credentials."),
            ApiAnswer.Ok => new ProbeResult(ProbeCause.Protocol, $"{cluster.Address} answers with JSON, but not as a Kubernetes API does: check '{KubernetesEndpoint.KubernetesUrl}'."),
            ApiAnswer.Unreachable unreachable => unreachable.Why ?? new ProbeResult(unreachable.MayPass ? ProbeCause.Timeout : ProbeCause.Protocol, unreachable.Cause),
            ApiAnswer.Refused refused => new ProbeResult(CauseOf(refused.Status.Code), ApiProblem.Say(refused, cluster.Address)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static ProbeCause CauseOf(int code) => code switch
    {
        401 => ProbeCause.Unauthorized,
        403 => ProbeCause.Forbidden,
        404 => ProbeCause.NotFound,
        429 or >= 500 => ProbeCause.Unavailable,
        _ => ProbeCause.Protocol,
    };
}
