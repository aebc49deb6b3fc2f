using System.Globalization;
using Slipway.Execution.Retention;
using Slipway.Triggers.Deliveries;

namespace Slipway.Triggers.Upkeep;

/// <summary>Forgets lines of the activity, and the deliveries that have none any more.</summary>
public sealed class ActivityRetention(IDeliveryStore deliveries, RetentionOptions options, TimeProvider clock) : IRetention
{
    /// <inheritdoc/>
    public string Kind => "lines of the activity";

    /// <inheritdoc/>
    public string Rule => string.Create(CultureInfo.InvariantCulture, $"that are more than {options.Activity.TotalDays:0} days old, or were not among the newest {options.ActivityLines}");

    /// <inheritdoc/>
    public string? AuditKind => null;

    /// <inheritdoc/>
    public Task<int> ForgetAsync(CancellationToken cancellationToken) => deliveries.ForgetAsync(clock.GetUtcNow() - options.Activity, options.ActivityLines, cancellationToken);
}
