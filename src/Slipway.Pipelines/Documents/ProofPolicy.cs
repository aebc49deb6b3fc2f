using System.Text.Json.Serialization;

namespace Slipway.Pipelines.Documents;

/// <summary>Whether the registry is asked before a push starts anything. The JSON names are those that the API shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProofPolicy>))]
public enum ProofPolicy
{
    /// <summary>It is asked; what it denies starts nothing, and its silence does not hold a push up for long.</summary>
    [JsonStringEnumMemberName("PREFERRED")]
    Preferred,

    /// <summary>It is asked, and only what it confirms starts anything.</summary>
    [JsonStringEnumMemberName("REQUIRED")]
    Required,

    /// <summary>It is not asked: the delivery is believed.</summary>
    [JsonStringEnumMemberName("OFF")]
    Off,
}

/// <summary>The words for policies.</summary>
public static class ProofPolicies
{
    /// <summary>As the API and the database write it, such as <c>REQUIRED</c>.</summary>
    public static string Wire(this ProofPolicy policy) => policy.ToString().ToUpperInvariant();

    /// <summary>The policy of that word, whatever its case; null when there is none.</summary>
    public static ProofPolicy? Find(string word) =>
        Enum.GetValues<ProofPolicy>().Where(policy => string.Equals(policy.Wire(), word.Trim(), StringComparison.OrdinalIgnoreCase)).Select(policy => (ProofPolicy?)policy).FirstOrDefault();
}
