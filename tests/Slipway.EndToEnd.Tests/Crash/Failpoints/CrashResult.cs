using Slipway.Sandbox.Kubernetes;

namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>How a run ended.</summary>
/// <param name="Deadly">The number of the place at which the server was to die; 0 for none.</param>
/// <param name="Passed">The places that the first server passed.</param>
/// <param name="WasKilled">Whether it died.</param>
/// <param name="State">What the API shows in the end, see <see cref="FinalState"/>.</param>
/// <param name="SentAgain">How many deliveries were sent again.</param>
/// <param name="Writes">What was written to the cluster.</param>
internal sealed record CrashResult(int Deadly, IReadOnlyList<string> Passed, bool WasKilled, string State, int SentAgain, IReadOnlyList<AuditEntry> Writes)
{
    private const string AttemptAnnotation = "slipway.dev/attempt";

    /// <summary>Where it died.</summary>
    public string Place => WasKilled ? $"{Deadly} {Passed[^1]}" : $"{Deadly}, not reached";

    /// <summary>What the attempts changed in the cluster: of each idempotency key and object, how often.</summary>
    public IReadOnlyList<string> Effects =>
    [
        .. Writes.Where(write => write.Changed).GroupBy(write => $"{Key(write)} {write.Verb} {write.Resource} {write.Name.Replace($"run{Deadly}x", "<run>", StringComparison.Ordinal)}")
            .Select(same => $"{same.Key}: changed {same.Count()} times")
            .Order(StringComparer.Ordinal),
    ];

    // The execution's identity is another one in each run.
    private static string Key(AuditEntry write) => write.Annotations.TryGetValue(AttemptAnnotation, out var key) ? key[key.IndexOf('/', StringComparison.Ordinal)..] : "no key";
}
