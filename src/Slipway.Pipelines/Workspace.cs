using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Slipway.Pipelines;

/// <summary>The container in which CI and custom tasks run, one for the whole execution. Older exports call it <c>ciWorkspace</c>.</summary>
public sealed record Workspace
{
    /// <summary>What <see cref="Type"/> is when the document does not say, as older exports do not.</summary>
    public const string Docker = "DOCKER";

    /// <summary>A pod in a cluster instead of a container on a Docker host.</summary>
    public const string Kubernetes = "K8S";

    /// <summary><see cref="Docker"/> or <see cref="Kubernetes"/>.</summary>
    public string Type { get; init; } = Docker;

    /// <summary>The endpoint of the Docker host or cluster; blank where no task needs a workspace.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>The image of the container.</summary>
    public string Image { get; init; } = "";

    /// <summary>The endpoint of the registry that the image is pulled from; blank for a public one.</summary>
    public string Registry { get; init; } = "";

    /// <summary>The directory in the container that tasks start in.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether the repository of the Git push that started the execution is cloned first.</summary>
    public bool AutoCloneForTrigger { get; init; }

    /// <summary>How much of the machine the container gets.</summary>
    public WorkspaceLimits Limits { get; init; } = new();

    /// <summary>Directories of the container that are kept from one execution to the next.</summary>
    public ImmutableArray<string> Cache { get; init; } = [];

    /// <summary>Environment variables of the container, by name.</summary>
    public OrderedDictionary<string, JsonNode?> EnvironmentVariables { get; init; } = [];

    /// <summary>What else the type needs, such as <c>namespace</c> and <c>persistentVolumeClaim</c> of a cluster.</summary>
    public OrderedDictionary<string, JsonNode?> CustomProperties { get; init; } = [];

    /// <inheritdoc cref="Document.Other"/>
    public JsonObject? Other { get; init; }
}

/// <summary>How much of a machine a container gets.</summary>
/// <param name="Cpu">Processors; above 0.</param>
/// <param name="Memory">Mebibytes; at least 4, as Docker asks.</param>
public sealed record WorkspaceLimits(decimal Cpu = 1.0m, int Memory = 512)
{
    /// <inheritdoc cref="Document.Other"/>
    public JsonObject? Other { get; init; }
}
