using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Expressions;

/// <summary>What an expression stands for.</summary>
/// <param name="Json">The JSON value; null is JSON's null.</param>
/// <param name="IsSecret">Whether the value, or a part of it, came from a secret and must be masked wherever it is shown.</param>
public sealed record Value(JsonNode? Json, bool IsSecret = false);

/// <summary>What a template became.</summary>
/// <param name="Json">The template with every expression replaced; meaningless when <see cref="Errors"/> is not empty.</param>
/// <param name="Errors">One sentence for each expression that stands for nothing: which one, and what would be right.</param>
/// <param name="Secrets">The texts inside <see cref="Json"/> that must never be shown.</param>
public sealed record BindResult(JsonNode? Json, IReadOnlyList<string> Errors, IReadOnlySet<string> Secrets);

/// <summary>What a condition came to: a truth value, or the reason why it has none.</summary>
/// <param name="Holds">Whether the condition holds; false when <see cref="Error"/> is set.</param>
/// <param name="Error">Why the condition could not be evaluated; null when it could.</param>
public sealed record ConditionResult(bool Holds, string? Error = null);
