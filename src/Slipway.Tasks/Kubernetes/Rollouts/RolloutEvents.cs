using System.Text.Json.Nodes;
using Slipway.Tasks.Kubernetes.Cluster;

namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>
/// Asks the cluster's events for what objects themselves do not tell. They are a help, not a need:
/// without the right to list them the answer is that they tell nothing.
/// </summary>
internal sealed class RolloutEvents(ClusterApi api, string? space)
{
    /// <summary>Why the images of a pod could not be fetched.</summary>
    public async Task<string?> PullCauseAsync(string pod, CancellationToken cancellationToken) =>
        PullCause.FromEvents(await ListAsync("name", pod, cancellationToken));

    /// <summary>The latest warning about an object, such as a quota that allows no more pods.</summary>
    public async Task<string?> LastWarningAsync(string? uid, CancellationToken cancellationToken)
    {
        if (uid is null)
        {
            return null;
        }

        var latest = (await ListAsync("uid", uid, cancellationToken))
            .Where(e => e.Text("type") == "Warning")
            .MaxBy(e => e.Text("lastTimestamp") ?? e.Text("eventTime"), StringComparer.Ordinal);
        return latest is null ? null : $"{latest.Text("reason")}: {latest.Text("message")}";
    }

    private async Task<IEnumerable<JsonObject>> ListAsync(string field, string value, CancellationToken cancellationToken)
    {
        if (space is null)
        {
            return [];
        }

        var selector = Uri.EscapeDataString($"involvedObject.{field}={value}");
        return await api.GetAsync($"api/v1/namespaces/{space}/events?fieldSelector={selector}&limit=500", cancellationToken) is ApiAnswer.Ok ok
            ? ok.Body.Items("items").Where(e => e.Text("involvedObject", field) == value)
            : [];
    }
}
