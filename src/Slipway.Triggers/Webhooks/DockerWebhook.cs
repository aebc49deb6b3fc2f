using System.Text.Json.Nodes;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Resources;
using Slipway.Registries.Images;
using Slipway.Triggers.Tokens;

namespace Slipway.Triggers.Webhooks;

/// <summary>A trigger: pushes to one repository that pass its filters start one pipeline (Code Stream API, <c>DockerRegistryWebHook</c>).</summary>
public sealed record DockerWebhook : IResource
{
    /// <summary>Stable identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name of the owning project.</summary>
    public required string Project { get; init; }

    /// <summary>Unique within the project.</summary>
    public required string Name { get; init; }

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>The name of the Docker Registry endpoint, in the same project.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The registry's kind, which decides how its deliveries are read.</summary>
    public required string ServerType { get; init; }

    /// <summary>The repository it watches. A push to another one is ignored, whatever the payload claims.</summary>
    public required ImageRepository Repository { get; init; }

    /// <summary>The name of the pipeline to start, in the same project.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Values for the pipeline's inputs; a blank one means the pipeline's default.</summary>
    public OrderedDictionary<string, JsonNode?> Input { get; init; } = [];

    /// <summary>Which image names (<c>acme/web</c>), as <see cref="Matching.Filter"/> reads it; blank for any.</summary>
    public string ImageNamePattern { get; init; } = "";

    /// <summary>Which tags, as <see cref="Matching.Filter"/> reads it; blank for any.</summary>
    public string TagPattern { get; init; } = "";

    /// <summary>Whether pushes start the pipeline; otherwise they are recorded as ignored.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What a delivery must bring to be let in. In clear here; sealed at rest.</summary>
    public required SecureToken Token { get; init; }

    /// <summary>The registry's own name for the hook.</summary>
    public string Slug { get; init; } = "";

    /// <summary>The user who made it; executions run in this user's name when there is no <see cref="ApiToken"/>.</summary>
    public required string Owner { get; init; }

    /// <summary>The API token whose owner the executions run as; null for none.</summary>
    public ApiTokenSource? ApiToken { get; init; }

    /// <summary>Whether the registry is asked before a push starts anything.</summary>
    public ProofPolicy Proof { get; init; }

    /// <summary>Whether a newer push of a tag takes the place of an older one that has not started.</summary>
    public bool LatestWins { get; init; }

    /// <summary>Whether the registry is looked at, from time to time, for pushes that it did not tell of.</summary>
    public bool Reconcile { get; init; } = true;

    /// <summary>From where deliveries may come.</summary>
    public SourceList AllowedSources { get; init; } = SourceList.Any;

    /// <summary>The account whose signature deliveries must bear where the registry signs in somebody's name (Google: a service account's e-mail); blank when the secure token is enough.</summary>
    public string Sender { get; init; } = "";

    /// <summary>Whether the address that a delivery wants to be called back at is called, if its host is allowed.</summary>
    public bool CallsBack { get; init; }

    /// <summary>
    /// What signatures are worth. Anybody at Google can have one made, so it proves something only of a sender that is named; elsewhere it is
    /// made with the secure token.
    /// </summary>
    public SignatureUse Signatures => (ServerType == DockerRegistryEndpoint.ArtifactRegistry, Sender.Length > 0) switch
    {
        (true, true) => SignatureUse.Required,
        (true, false) => SignatureUse.None,
        _ => SignatureUse.InPlaceOfToken,
    };

    /// <inheritdoc/>
    public Revision Revision { get; init; } = Revision.None;
}
