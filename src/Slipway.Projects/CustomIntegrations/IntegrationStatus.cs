namespace Slipway.Projects.CustomIntegrations;

/// <summary>
/// Where a version stands. Code Stream's reference names the actions and, of the states, DRAFT and RELEASED; the others are ours.
/// </summary>
public enum IntegrationStatus
{
    /// <summary>Made, and not offered yet.</summary>
    Versioned,

    /// <summary>Offered to pipelines.</summary>
    Released,

    /// <summary>Not offered any more; it may be released again.</summary>
    Withdrawn,

    /// <summary>Still works where it is named, and should not be named anew.</summary>
    Deprecated,
}

/// <summary>What can be done with a version.</summary>
public static class IntegrationActions
{
    /// <summary>The actions' names, as they stand in URLs.</summary>
    public static IReadOnlyList<string> Names { get; } = ["release", "withdraw", "deprecate", "restore"];

    /// <summary>The status after an action; null when it cannot be done from there.</summary>
    public static IntegrationStatus? After(this IntegrationStatus status, string action) => (action, status) switch
    {
        ("release", IntegrationStatus.Versioned or IntegrationStatus.Withdrawn) => IntegrationStatus.Released,
        ("withdraw", IntegrationStatus.Released) => IntegrationStatus.Withdrawn,
        ("deprecate", IntegrationStatus.Released) => IntegrationStatus.Deprecated,
        ("restore", IntegrationStatus.Deprecated) => IntegrationStatus.Released,
        _ => null,
    };

    /// <summary>Whether a task may name a version that stands there.</summary>
    public static bool IsUsable(this IntegrationStatus status) => status is IntegrationStatus.Released or IntegrationStatus.Deprecated;

    /// <summary>The status that a file means. A word that is not known offers nothing to anybody.</summary>
    public static IntegrationStatus Read(string? word) =>
        Enum.GetValues<IntegrationStatus>().FirstOrDefault(status => string.Equals(status.Wire(), word, StringComparison.OrdinalIgnoreCase), IntegrationStatus.Versioned);

    /// <summary>As the API writes it, such as <c>RELEASED</c>.</summary>
    public static string Wire(this IntegrationStatus status) => status.ToString().ToUpperInvariant();
}
