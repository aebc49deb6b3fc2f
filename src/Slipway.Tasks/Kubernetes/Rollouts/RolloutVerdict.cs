namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>How far a workload has come.</summary>
internal abstract record RolloutVerdict
{
    private RolloutVerdict()
    {
    }

    /// <param name="Message">What is there and what is missing: <c>1 of 3 pods updated</c>.</param>
    public sealed record Progressing(string Message) : RolloutVerdict;

    /// <param name="Message">What is there now.</param>
    public sealed record Complete(string Message) : RolloutVerdict;

    /// <param name="Reason">What a person must know to mend it.</param>
    /// <param name="Grace">How long it must last to be believed: some troubles pass by themselves.</param>
    /// <param name="Trouble">The pod's trouble behind it; null when the workload itself tells.</param>
    public sealed record Failed(string Reason, TimeSpan Grace = default, PodTrouble? Trouble = null) : RolloutVerdict;
}
