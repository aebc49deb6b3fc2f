using Slipway.Pipelines.Documents;
using Slipway.Projects.Resources;

namespace Slipway.Projects.Variables;

/// <summary>A value that the pipelines of a project share: <c>${var.NAME}</c>.</summary>
public sealed record Variable : IResource
{
    /// <summary>Stable identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name of the owning project.</summary>
    public required string Project { get; init; }

    /// <summary>Unique within the project.</summary>
    public required string Name { get; init; }

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who may see and use the value.</summary>
    public required VariableType Type { get; init; }

    /// <summary>The value, in clear; only a store holds it sealed.</summary>
    public required string Value { get; init; }

    /// <inheritdoc/>
    public Revision Revision { get; init; } = Revision.None;

    /// <summary>Whether the value never leaves the server.</summary>
    public bool IsSecret => Type is not VariableType.Regular;

    /// <summary>Names the variable and never its value.</summary>
    public override string ToString() => $"{Project}/{Name} ({Type})";
}
