using System.Collections.Immutable;

namespace Slipway.Pipelines;

/// <summary>
/// The words of <c>kind</c>. The first four are Code Stream's. How it spells the kind of a Docker webhook is not public:
/// <see cref="DockerWebhook"/> is our word, and <see cref="Aliases"/> has the others that are read.
/// </summary>
public static class DocumentKinds
{
    /// <summary>A <see cref="Pipelines.Pipeline"/>.</summary>
    public const string Pipeline = "PIPELINE";

    /// <summary>An <see cref="Documents.EndpointDocument"/>.</summary>
    public const string Endpoint = "ENDPOINT";

    /// <summary>A <see cref="Documents.VariableDocument"/>.</summary>
    public const string Variable = "VARIABLE";

    /// <summary>A <see cref="Documents.CustomIntegrationDocument"/>.</summary>
    public const string CustomIntegration = "CUSTOM_INTEGRATION";

    /// <summary>A <see cref="Documents.DockerWebhookDocument"/>.</summary>
    public const string DockerWebhook = "DOCKER_WEBHOOK";

    /// <summary>Every kind.</summary>
    public static ImmutableArray<string> All { get; } = [Pipeline, Endpoint, Variable, CustomIntegration, DockerWebhook];

    /// <summary>Other words that are read, each with the kind it means; they are written as that kind.</summary>
    public static ImmutableDictionary<string, string> Aliases { get; } = new Dictionary<string, string>
    {
        ["DOCKER_REGISTRY_WEBHOOK"] = DockerWebhook,
        ["REGISTRY_WEBHOOK"] = DockerWebhook,
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
