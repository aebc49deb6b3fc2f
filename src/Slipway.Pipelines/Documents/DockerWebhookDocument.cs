using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Documents;

/// <summary>A webhook for Docker: which pushes start which pipeline (Code Stream API, <c>DockerRegistryWebHookSpec</c>).</summary>
public sealed record DockerWebhookDocument : Document
{
    /// <inheritdoc/>
    public override string Kind => DocumentKinds.DockerWebhook;

    /// <summary>The name of the registry's endpoint.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The name of the pipeline, of the same project.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The kind of registry, such as <c>DockerHub</c>; blank where the endpoint tells it.</summary>
    public string ServerType { get; init; } = "";

    /// <summary>The repository; blank where the endpoint's address names it.</summary>
    public string RepoName { get; init; } = "";

    /// <summary>Which images: a regular expression for the whole name; blank for every one.</summary>
    public string ImageNameRegExPattern { get; init; } = "";

    /// <summary>Which tags: a regular expression for the whole tag; blank for every one.</summary>
    public string TagNamePattern { get; init; } = "";

    /// <summary>Values for the pipeline's inputs.</summary>
    public OrderedDictionary<string, JsonNode?> Input { get; init; } = [];

    /// <summary>The API token that executions run with: a text or <c>${var.NAME}</c>; null where an export left it out.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>What proves that a delivery is real; null where an export left it out.</summary>
    public string? SecretToken { get; init; }

    /// <summary>The last part of the listener's address; blank for one that is made up.</summary>
    public string Slug { get; init; } = "";

    /// <summary>Whether a matching push starts the pipeline.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether the registry is asked before a push starts anything. Ours.</summary>
    public ProofPolicy Proof { get; init; }

    /// <summary>Whether a newer push of a tag takes the place of an older one that has not started. Ours.</summary>
    public bool LatestWins { get; init; }

    /// <summary>Whether the registry is looked at for pushes that it did not tell of. Ours.</summary>
    public bool Reconcile { get; init; } = true;

    /// <summary>The addresses and networks from where deliveries may come; empty for anywhere. Ours.</summary>
    public ImmutableArray<string> AllowedSources { get; init; } = [];

    /// <summary>The account whose signature deliveries must bear (Google: a service account's e-mail); blank for none. Ours.</summary>
    public string Sender { get; init; } = "";

    /// <summary>Whether a delivery's call-back address is called, if its host is allowed. Ours.</summary>
    public bool Callback { get; init; }

    /// <summary>Without the tokens.</summary>
    public override string ToString() => $"{Kind} {Project}/{Name}";
}
