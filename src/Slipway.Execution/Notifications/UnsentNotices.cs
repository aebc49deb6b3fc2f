using Orleans;
using Slipway.Execution.Recovery;

namespace Slipway.Execution.Notifications;

/// <summary>Notices that are to be tried, and were not because a message was lost, a server went down, or it was too long to keep them in memory.</summary>
internal sealed class UnsentNotices(INoticeStore store, IGrainFactory grains, TimeProvider clock) : IRecoverable
{
    private const int AtOnce = 1000;

    public string Name => "Unsent notices";

    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        foreach (var notice in await store.DueAsync(clock.GetUtcNow(), AtOnce, cancellationToken))
        {
            grains.GetGrain<INoticeGrain>(notice).Deliver().Ignore();
        }
    }
}
