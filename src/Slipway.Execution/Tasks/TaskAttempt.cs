using Orleans;

namespace Slipway.Execution.Tasks;

/// <summary>One try at one task of one execution, or at its rollback.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Task">The task's name; empty for the rollback of the whole stage.</param>
/// <param name="Number">1 for the first try.</param>
/// <param name="IsRollback">Whether this is what undoes the task or the stage.</param>
[GenerateSerializer, Immutable]
public sealed record TaskAttempt(ExecutionId Execution, string Stage, string Task, int Number, bool IsRollback = false)
{
    private const string Rollback = "/rollback";

    /// <summary>
    /// The same text for the same attempt, also after a crash: <c>&lt;execution&gt;/&lt;stage&gt;/&lt;task&gt;/&lt;number&gt;</c>.
    /// A runner leaves it on what it makes, so that it knows its own work again.
    /// </summary>
    public string IdempotencyKey => $"{Execution}/{Stage}/{Task}{(IsRollback ? Rollback : "")}/{Number}";

    /// <summary>The identity of the execution that this attempt starts: the same for the same attempt, so that it is started once.</summary>
    public ExecutionId Child => new(DerivedId.Of(IdempotencyKey));
}
