using Slipway.Sandbox.Kubernetes;

namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>How a run ended.</summary>
/// <param name="Deadly">The number of the place at which the server was to die; 0 for none.</param>
/// <param name="Passed">The places that the first server passed.</param>
/// <param name="WasKilled">Whether it died.</param>
/// <param name="State">What the API shows in the end, see <see cref="FinalState"/>.</param>
/// <param name="SentAgain">How many deliveries were sent again.</param>
/// <param name="AnswersLost">How many answers to questions nobody confirmed.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Writes">What was written to the cluster.</param>
/// <param name="Told">What people were told.</param>
internal sealed record CrashResult(int Deadly, IReadOnlyList<string> Passed, bool WasKilled, string State, int SentAgain, int AnswersLost, TimeSpan Took, IReadOnlyList<AuditEntry> Writes, IReadOnlyList<Message> Told)
{
    private const string AttemptAnnotation = "slipway.dev/attempt";

    /// <summary>Where it died.</summary>
    public string Place => WasKilled ? $"{Deadly} {Passed[^1]}" : $"{Deadly}, not reached";

    /// <summary>What the attempts changed in the cluster: of each idempotency key and object, how often.</summary>
    public IReadOnlyList<string> Effects =>
    [
        .. Writes.Where(write => write.Changed).GroupBy(write => $"{Key(write)} {write.Verb} {write.Resource} {Plain(write.Name)}")
            .Select(same => $"{same.Key}: changed {same.Count()} times")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What people were told, and under how many keys: to be told twice under one key is to be told once.</summary>
    public IReadOnlyList<string> Notices => [.. Told.GroupBy(message => Plain(message.Text)).Select(same => $"{same.Key}: {same.DistinctBy(message => message.Key).Count()} times").Order(StringComparer.Ordinal)];

    /// <summary>In what it ended otherwise than the one without a crash; nothing when the end is the same.</summary>
    public IEnumerable<string> DifferencesFrom(CrashResult calm) =>
        new[] { FinalState.Difference(calm.State, State), Differences(calm.Effects, Effects), Differences(calm.Notices, Notices) }
            .Where(difference => difference.Count > 0)
            .Select(difference => $"killed at {Place}:\n{string.Join('\n', difference)}");

    private static IReadOnlyList<string> Differences(IReadOnlyList<string> expected, IReadOnlyList<string> seen) =>
        [.. expected.Except(seen).Select(line => $"- {line}"), .. seen.Except(expected).Select(line => $"+ {line}")];

    private string Plain(string text) => text.Replace($"run{Deadly}x", "<run>", StringComparison.Ordinal);

    // The execution's identity is another one in each run.
    private static string Key(AuditEntry write) => write.Annotations.TryGetValue(AttemptAnnotation, out var key) ? key[key.IndexOf('/', StringComparison.Ordinal)..] : "no key";
}
