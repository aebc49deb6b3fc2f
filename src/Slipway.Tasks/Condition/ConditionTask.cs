using System.Text.Json.Nodes;
using Slipway.Execution.Tasks;

namespace Slipway.Tasks.Condition;

/// <summary>The <c>Condition</c> task: the execution goes on only if a condition holds.</summary>
public sealed class ConditionTask : ITaskRunner
{
    /// <inheritdoc/>
    public string Type => "Condition";

    /// <inheritdoc/>
    public bool TakesUp => true;

    /// <inheritdoc/>
    public Task<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var condition = (context.Input["condition"] as JsonValue)?.ToString().Trim() ?? "";
        if (condition.Length == 0)
        {
            return Task.FromResult<TaskOutcome>(new TaskOutcome.Failed("'condition' is blank: it must say what is to hold, such as ${input.STAGE} == \"production\".") { IsFinal = true });
        }

        var result = context.Evaluate(condition);
        var output = new JsonObject { ["result"] = result.Holds };
        return Task.FromResult<TaskOutcome>(result switch
        {
            { Error: { } error } => new TaskOutcome.Failed($"The condition cannot be evaluated: {error}") { IsFinal = true },
            { Holds: true } => new TaskOutcome.Completed(output, $"The condition holds: {condition}"),
            _ => new TaskOutcome.Failed($"The condition does not hold: {condition}", output) { IsFinal = true },
        });
    }
}
