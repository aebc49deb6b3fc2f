namespace Slipway.Execution.Retention;

/// <summary>A kind of records that are not kept for ever.</summary>
public interface IRetention
{
    /// <summary>What they are called, in the plural and for the log and the metrics: <c>executions</c>.</summary>
    string Kind { get; }

    /// <summary>Which of them are forgotten, as the end of a sentence that begins with their number.</summary>
    string Rule { get; }

    /// <summary>The kind of audit entry that tells of it; null where none does.</summary>
    string? AuditKind { get; }

    /// <summary>Forgets some of what is beyond the bounds: so few that nobody else has to wait for the database. Many servers may do it at once.</summary>
    /// <returns>How many; 0 when there is nothing left to forget.</returns>
    Task<int> ForgetAsync(CancellationToken cancellationToken);
}
