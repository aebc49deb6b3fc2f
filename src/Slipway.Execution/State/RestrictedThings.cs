using System.Collections.Immutable;
using Slipway.Pipelines;
using Slipway.Pipelines.Expressions;

namespace Slipway.Execution.State;

/// <summary>Restricted things by their names. Those of an execution are what only an administrator may let it use.</summary>
/// <param name="Variables">Names of variables.</param>
/// <param name="Endpoints">Names of endpoints.</param>
public sealed record RestrictedThings(ImmutableHashSet<string> Variables, ImmutableHashSet<string> Endpoints)
{
    /// <summary>Nothing.</summary>
    public static RestrictedThings None { get; } = new([], []);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Variables.IsEmpty && Endpoints.IsEmpty;

    /// <summary>Those among them that a task uses.</summary>
    public RestrictedThings UsedBy(PipelineTask task) => IsEmpty ? None : new(
        Variables.Intersect(Binder.References(task.Input).Variables.Concat(Condition.References(task.PreCondition ?? "").Variables)),
        Endpoints.Intersect(task.Endpoints.Values));

    /// <summary>What is left when some of them are allowed.</summary>
    public RestrictedThings Except(RestrictedThings allowed) => new(Variables.Except(allowed.Variables), Endpoints.Except(allowed.Endpoints));

    /// <summary>Both together.</summary>
    public RestrictedThings Union(RestrictedThings other) => new(Variables.Union(other.Variables), Endpoints.Union(other.Endpoints));

    /// <summary>Such as <c>variable 'api token' and endpoint 'Production'</c>.</summary>
    public override string ToString() => string.Join(" and ", Variables.Order(StringComparer.Ordinal).Select(name => $"variable '{name}'").Concat(Endpoints.Order(StringComparer.Ordinal).Select(name => $"endpoint '{name}'")));
}
