using System.Text.Json.Nodes;
using Slipway.Projects.Resources;
using Slipway.Registries.Images;

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

    /// <summary>A regular expression that must match the whole image name (<c>acme/web</c>); blank for any.</summary>
    public string ImageNamePattern { get; init; } = "";

    /// <summary>A regular expression that must match the whole tag; blank for any.</summary>
    public string TagPattern { get; init; } = "";

    /// <summary>Whether pushes start the pipeline; otherwise they are recorded as ignored.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What a delivery must bring to be let in. In clear here; sealed at rest.</summary>
    public required SecureToken Token { get; init; }

    /// <summary>The registry's own name for the hook.</summary>
    public string Slug { get; init; } = "";

    /// <summary>The user who made it; executions run in this user's name.</summary>
    public required string Owner { get; init; }

    /// <inheritdoc/>
    public Revision Revision { get; init; } = Revision.None;
}
