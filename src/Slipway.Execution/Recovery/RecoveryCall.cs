using System.Threading.Channels;

namespace Slipway.Execution.Recovery;

/// <summary>Calls for a sweep before its time: something is known to lie unfinished, for the process that was at it is gone.</summary>
public sealed class RecoveryCall
{
    private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Has the next sweep begin at once. Many calls before it begins are one.</summary>
    public void Now() => calls.Writer.TryWrite(true);

    /// <summary>Returns when there was a call, and takes it.</summary>
    internal async Task TakeAsync(CancellationToken cancellationToken) => await calls.Reader.ReadAsync(cancellationToken);
}
