using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Slipway.Execution.Recovery;

namespace Slipway.Server.Hosting.Nodes;

/// <summary>Sees nodes come and go, and has the work of those that are gone taken over at once.</summary>
internal sealed partial class NodesWatch(IClusterMembershipService membership, ILocalSiloDetails self, RecoveryBell bell, NodesWatchOptions options, ILogger<NodesWatch> logger) : BackgroundService
{
    private bool hasWarned;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var before = membership.CurrentSnapshot;
        await foreach (var now in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            var working = Working(now);
            var known = Working(before);
            foreach (var node in working.Except(known))
            {
                LogJoined(node, working.Count + 1);
                Warn();
            }

            foreach (var node in known.Except(working))
            {
                LogGone(node, working.Count + 1);
                bell.Ring();
            }

            before = now;
        }
    }

    private void Warn()
    {
        if (!options.HasPublicUrl && !hasWarned)
        {
            hasWarned = true;
            LogNoPublicUrl();
        }
    }

    private HashSet<SiloAddress> Working(ClusterMembershipSnapshot snapshot) =>
        [.. snapshot.Members.Values.Where(node => node.Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping && !node.SiloAddress.Equals(self.SiloAddress)).Select(node => node.SiloAddress)];

    [LoggerMessage(1023, LogLevel.Warning, "There are several nodes and no --public-url: each tells registries its own address, and takes the others' for wrong. Give all of them the address of what stands before them.")]
    private partial void LogNoPublicUrl();

    [LoggerMessage(1021, LogLevel.Information, "Node {Node} has joined; there are {Nodes} now.")]
    private partial void LogJoined(SiloAddress node, int nodes);

    [LoggerMessage(1022, LogLevel.Information, "Node {Node} is gone; there are {Nodes} now. What it was at is taken over.")]
    private partial void LogGone(SiloAddress node, int nodes);
}

/// <summary>What the watch over the nodes is told.</summary>
/// <param name="HasPublicUrl">Whether registries are told one address, whichever node tells them.</param>
internal sealed record NodesWatchOptions(bool HasPublicUrl);
