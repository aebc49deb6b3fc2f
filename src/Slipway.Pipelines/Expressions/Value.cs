using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Expressions;

/// <summary>What an expression stands for.</summary>
/// <param name="Json">The JSON value; null is JSON's null.</param>
/// <param name="IsSecret">Whether the value, or a part of it, came from a secret and must be masked wherever it is shown.</param>
public sealed record Value(JsonNode? Json, bool IsSecret = false)
{
    /// <summary>What kind of value it is, never the value: it may be a secret, or hold one.</summary>
    public override string ToString() => IsSecret ? "a secret" : $"a value ({Json?.GetValueKind().ToString() ?? "Null"})";
}

/// <summary>What a template became.</summary>
/// <param name="Json">The template with every expression replaced; meaningless when <see cref="Errors"/> is not empty.</param>
/// <param name="Errors">One sentence for each expression that stands for nothing: which one, and what would be right.</param>
/// <param name="Secrets">
/// The texts inside <see cref="Json"/> that must never be shown; mask the longest first. For each secret that went in: the part that
/// was read, every text and number inside it (also inside JSON that it holds as a text), the whole secret of which it is a part, and
/// each of them also as JSON escapes it. Texts of <see cref="BindingScope.Secrets"/> and of secret variables are found in every
/// value, an input or a task's output for example. Not marked are texts of one character and <c>true</c>, <c>false</c> and <c>null</c>:
/// no secret is kept by masking them, and masking every <c>1</c> would wreck what is shown.
/// </param>
public sealed record BindResult(JsonNode? Json, IReadOnlyList<string> Errors, IReadOnlySet<string> Secrets)
{
    /// <summary>How it went, never what came out: that may hold secrets.</summary>
    public override string ToString() => Errors.Count is 0 ? $"bound, {Secrets.Count} secret texts" : string.Join(" ", Errors);
}

/// <summary>What a condition came to: a truth value, or the reason why it has none.</summary>
/// <param name="Holds">Whether the condition holds; false when <see cref="Error"/> is set.</param>
/// <param name="Error">Why the condition could not be evaluated; null when it could.</param>
public sealed record ConditionResult(bool Holds, string? Error = null);
