using System.Text.Json.Nodes;

namespace Slipway.Pipelines;

/// <summary>The pipeline that undoes what a stage or task did when it failed.</summary>
public sealed record Rollback
{
    /// <summary>The stage that may fail.</summary>
    public required string Stage { get; init; }

    /// <summary>The task of <see cref="Stage"/> that may fail; null when the rollback is for the whole stage.</summary>
    public string? Task { get; init; }

    /// <summary>The pipeline that is run then, of the same project.</summary>
    public required string Name { get; init; }

    /// <summary>Its inputs; <c>${…}</c> in them is bound in the execution that failed.</summary>
    public OrderedDictionary<string, JsonNode?> Inputs { get; init; } = [];

    /// <inheritdoc cref="Document.Other"/>
    public JsonObject? Other { get; init; }
}
