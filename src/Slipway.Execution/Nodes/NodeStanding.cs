namespace Slipway.Execution.Nodes;

/// <summary>
/// Whether this process may believe that what it holds is still its own. One among many is confirmed again and again by the database that it is
/// one of them; while it is not, another one may have taken over its work. A process that is alone needs no confirmation.
/// </summary>
public sealed class NodeStanding(TimeProvider clock)
{
    /// <summary>How often a node asks for a confirmation.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    /// <summary>How long a confirmation is good for: 12 seconds, which is less than it takes to be taken for dead.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(12);

    private readonly Lock gate = new();
    private TaskCompletionSource? awaited;
    private long? confirmedAt;

    /// <summary>Whether the last confirmation is fresh.</summary>
    public bool IsGood
    {
        get
        {
            lock (gate)
            {
                return IsFresh;
            }
        }
    }

    private bool IsFresh => confirmedAt is not { } at || clock.GetElapsedTime(at) < Lifetime;

    /// <summary>The database has just said that this process is one of the nodes.</summary>
    /// <param name="askedAt">The timestamp of <see cref="TimeProvider"/> from before it was asked: the answer may have been long under way.</param>
    public void Confirmed(long askedAt)
    {
        lock (gate)
        {
            confirmedAt = askedAt;
            if (IsFresh)
            {
                awaited?.TrySetResult();
                awaited = null;
            }
        }
    }

    /// <summary>
    /// Returns when this process may change something outside that cannot be guarded by a version in the database. A process that was
    /// stopped for a while, or has lost its database, waits here until it knows that nobody has taken its place; when somebody has, it ends.
    /// </summary>
    public async ValueTask ConfirmAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task confirmation;
            lock (gate)
            {
                if (IsFresh)
                {
                    return;
                }

                awaited ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                confirmation = awaited.Task;
            }

            await confirmation.WaitAsync(cancellationToken);
        }
    }
}
