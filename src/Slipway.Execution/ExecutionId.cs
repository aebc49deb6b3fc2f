using Orleans;

namespace Slipway.Execution;

/// <summary>The identity of an execution.</summary>
/// <param name="Value">The id as the API shows it.</param>
[GenerateSerializer, Immutable]
public readonly record struct ExecutionId([property: Id(0)] Guid Value)
{
    /// <summary>The id in Code Stream's form: lower-case, with dashes.</summary>
    public override string ToString() => Value.ToString("D");
}
