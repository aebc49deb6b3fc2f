using System.Globalization;
using Slipway.Projects.Audit;

namespace Slipway.Execution.Retention;

/// <summary>Forgets executions that ended long ago, or of which their pipeline has too many.</summary>
public sealed class ExecutionRetention(IEndedExecutions executions, RetentionOptions options, TimeProvider clock) : IRetention
{
    // Whoever started it may not have written that down yet: a delivery that is decided again after a crash must find what it has started.
    private static readonly TimeSpan Spared = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public string Kind => "executions";

    /// <inheritdoc/>
    public string Rule => string.Create(CultureInfo.InvariantCulture, $"that ended more than {options.Executions.TotalDays:0} days ago, or were not among the newest {options.ExecutionsPerPipeline} of their pipeline");

    /// <inheritdoc/>
    public string? AuditKind => AuditKinds.Execution;

    /// <inheritdoc/>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var bounds = new RetentionBounds(now - options.Executions, options.ExecutionsPerPipeline, now - Spared);
        var forgotten = 0;
        foreach (var pipeline in await executions.PipelinesAsync(cancellationToken))
        {
            forgotten += await executions.ForgetAsync(pipeline, bounds, cancellationToken);
        }

        return forgotten;
    }
}
