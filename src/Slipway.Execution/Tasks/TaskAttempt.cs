namespace Slipway.Execution.Tasks;

/// <summary>One try at one task of one execution.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Number">1 for the first try.</param>
public sealed record TaskAttempt(ExecutionId Execution, string Stage, string Task, int Number)
{
    /// <summary>
    /// The same text for the same attempt, also after a crash: <c>&lt;execution&gt;/&lt;stage&gt;/&lt;task&gt;/&lt;number&gt;</c>.
    /// A runner leaves it on what it makes, so that it knows its own work again.
    /// </summary>
    public string IdempotencyKey => $"{Execution}/{Stage}/{Task}/{Number}";
}
