namespace Slipway.Execution.Recovery;

/// <summary>A kind of work that may have been left lying by a crash or a lost message.</summary>
public interface IRecoverable
{
    /// <summary>What the work is, for the log: <c>unfinished executions</c>.</summary>
    string Name { get; }

    /// <summary>Wakes all of it. Idempotent: what is awake does not notice.</summary>
    Task WakeAsync(CancellationToken cancellationToken);
}
