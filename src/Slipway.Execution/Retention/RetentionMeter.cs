using System.Diagnostics.Metrics;

namespace Slipway.Execution.Retention;

/// <summary>What monitoring is told of what was forgotten, under the name <c>Slipway</c>.</summary>
public sealed class RetentionMeter(IMeterFactory meters)
{
    private readonly Counter<long> forgotten = meters.Create("Slipway").CreateCounter<long>("slipway.retention.forgotten", "{record}", "Records that were deleted because they were too old or too many, by kind.");

    /// <summary>So many records of a kind were forgotten.</summary>
    public void Count(string kind, int records) => forgotten.Add(records, new KeyValuePair<string, object?>("kind", kind));
}
