using System.Threading.Channels;

namespace Slipway.Execution.Recovery;

/// <summary>Calls the recovery sweep before its time: what failed may succeed now.</summary>
public sealed class RecoveryBell
{
    private readonly Channel<bool> rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Has the next sweep come soon. Returns at once.</summary>
    public void Ring() => rung.Writer.TryWrite(true);

    /// <summary>Waits until somebody rings, but no longer than so.</summary>
    /// <returns>Whether somebody did.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await rung.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
