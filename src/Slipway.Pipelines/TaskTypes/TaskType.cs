using System.Collections.Immutable;

namespace Slipway.Pipelines.TaskTypes;

/// <summary>What the language knows of a task type: enough to check a document, complete it in an editor and describe it.</summary>
/// <param name="Name">As <c>type</c> says it, such as <c>K8S</c>.</param>
/// <param name="Description">One sentence.</param>
public sealed record TaskType(string Name, string Description)
{
    /// <summary>The fields of <c>input</c>.</summary>
    public ImmutableArray<TaskField> Fields { get; init; } = [];

    /// <summary>Whether <see cref="Fields"/> are all there are. Where Code Stream's keys are only partly public, others are not warned of.</summary>
    public bool HasAllFields { get; init; } = true;

    /// <summary>Why a task of this type is never tried again, as a sentence goes on after a colon; null where it can be.</summary>
    public string? NeverTriedAgain { get; init; }

    /// <summary>The roles of <c>endpoints</c>.</summary>
    public ImmutableArray<EndpointRole> Endpoints { get; init; } = [];

    /// <summary>The keys of the task's output; null where they depend on what it runs.</summary>
    public ImmutableArray<TaskOutput>? Outputs { get; init; }
}

/// <summary>A place for an endpoint's name.</summary>
/// <param name="Name">The key, such as <c>kubernetesServer</c>.</param>
/// <param name="Description">One sentence.</param>
/// <param name="IsRequired">Whether the task cannot run without it.</param>
public sealed record EndpointRole(string Name, string Description, bool IsRequired = false);

/// <summary>A key of a task's output.</summary>
/// <param name="Name">Read as <c>${Stage.Task.output.NAME}</c>.</param>
/// <param name="Description">One sentence.</param>
public sealed record TaskOutput(string Name, string Description);
