using System.Collections.Immutable;

namespace Slipway.Pipelines.TaskTypes;

/// <summary>What a field of a task's <c>input</c> holds. A text with <c>${…}</c> fits every kind, for it is only known when it is bound.</summary>
public enum FieldKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>true or false, also in quotes.</summary>
    Boolean,

    /// <summary>A whole number, also in quotes.</summary>
    WholeNumber,

    /// <summary>One of <see cref="TaskField.Choices"/>, in any case.</summary>
    Choice,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A map of values by name.</summary>
    Map,

    /// <summary>A map with the fields of <see cref="TaskField.Fields"/>.</summary>
    Group,

    /// <summary>A condition, evaluated by the task itself and not bound before.</summary>
    Condition,

    /// <summary>A Kubernetes manifest: YAML, one or many documents.</summary>
    Manifest,

    /// <summary>The name of a pipeline of the same project.</summary>
    PipelineName,
}

/// <summary>One field of a task's <c>input</c>.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Description">One sentence for a person who writes the task.</param>
public sealed record TaskField(string Name, FieldKind Kind, string Description)
{
    /// <summary>Whether the task cannot run without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The words that a <see cref="FieldKind.Choice"/> takes.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The least that a <see cref="FieldKind.WholeNumber"/> may be.</summary>
    public int Least { get; init; }

    /// <summary>The most that a <see cref="FieldKind.WholeNumber"/> may be.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <summary>The fields of a <see cref="FieldKind.Group"/>.</summary>
    public ImmutableArray<TaskField> Fields { get; init; } = [];
}
