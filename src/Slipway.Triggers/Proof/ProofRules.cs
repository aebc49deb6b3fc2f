using Slipway.Pipelines.Documents;
using Slipway.Registries.Images;
using Slipway.Registries.Inspection;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Proof;

/// <summary>What an answer of the registry, or its silence, means under a policy. Pure.</summary>
internal static class ProofRules
{
    /// <summary>How long a registry may take to show what it has told of: some answer from copies that lag behind.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(10);

    /// <summary>How long a push is held up by a registry that does not answer, when its word is only preferred.</summary>
    public static readonly TimeSpan PreferredPatience = TimeSpan.FromSeconds(10);

    /// <summary>How long when its word is required.</summary>
    public static readonly TimeSpan RequiredPatience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="policy">The webhook's.</param>
    /// <param name="told">The digest that the delivery named; null when it named none.</param>
    /// <param name="answer">The registry's.</param>
    /// <param name="age">For how long the push has been known.</param>
    public static ProofResult Judge(ProofPolicy policy, Digest? told, InspectionResult answer, TimeSpan age) => answer switch
    {
        InspectionResult.Found found => new ProofResult.Go(found.Digest, ""),
        InspectionResult.Missing when age < Lag => new ProofResult.Later(Pause(age)),
        InspectionResult.Missing missing => new ProofResult.Denied(missing.Message),
        InspectionResult.Refused { IsTransient: true } refused when age < Patience(policy) => new ProofResult.Later(Max(Pause(age), Min(refused.RetryAfter ?? TimeSpan.Zero, Patience(policy) - age))),
        InspectionResult.Refused refused when policy is ProofPolicy.Required => new ProofResult.Unproven($"{refused.Message} Replay this push once the registry answers."),
        InspectionResult.Refused refused => new ProofResult.Go(told, $"Not confirmed by the registry: {refused.Message}"),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, null),
    };

    // As long again as it has lasted already, within bounds.
    private static TimeSpan Pause(TimeSpan age) => Max(First, Min(age, Longest));

    private static TimeSpan Patience(ProofPolicy policy) => policy is ProofPolicy.Required ? RequiredPatience : PreferredPatience;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
