using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Slipway.Execution.Nodes;
using Slipway.Projects.Endpoints;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>
/// Keeps one connection per endpoint between tasks, so that a deployment does not begin with a TLS handshake and a discovery.
/// An endpoint whose properties have changed gets a new one.
/// </summary>
public sealed class ClusterConnections(TimeProvider time, ILogger<ClusterConnections> logger, NodeStanding? standing = null) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, Kept> _kept = new();

    /// <summary>What this process has of a cluster of its own.</summary>
    internal InCluster Surroundings { get; init; } = InCluster.OfProcess;

    internal Checked<ClusterApi> Get(Endpoint endpoint)
    {
        if (_kept.TryGetValue(endpoint.Id, out var kept) && kept.IsFor(endpoint))
        {
            return kept.Api;
        }

        var opened = ClusterConnection.Open(endpoint, Surroundings);
        if (opened.IsWrong)
        {
            return Checked<ClusterApi>.Wrong(opened.Problem);
        }

        // The replaced connection is not disposed: a task may still be waiting on it. Its sockets close when they idle.
        var next = new Kept(endpoint.Properties, opened.Value, new ClusterApi(opened.Value, time, logger, standing));
        _kept[endpoint.Id] = next;
        return next.Api;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var kept in _kept.Values)
        {
            kept.Client.Kubernetes.Dispose();
        }

        _kept.Clear();
    }

    private sealed record Kept(ImmutableDictionary<string, string> Properties, ClusterClient Client, ClusterApi Api)
    {
        public bool IsFor(Endpoint endpoint) =>
            ReferenceEquals(Properties, endpoint.Properties)
            || (Properties.Count == endpoint.Properties.Count
                && Properties.All(p => endpoint.Properties.TryGetValue(p.Key, out var value) && value == p.Value));
    }
}
