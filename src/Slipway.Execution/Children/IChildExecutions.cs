using System.Text.Json.Nodes;
using Slipway.Execution.Admission;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;

namespace Slipway.Execution.Children;

/// <summary>Executions that run for an attempt of another one. An attempt has at most one.</summary>
public interface IChildExecutions
{
    /// <summary>The attempt's execution, secrets included; null when it has none.</summary>
    Task<ExecutionState?> FindAsync(TaskAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Starts the attempt's execution, in the name of whoever the attempt runs for. Idempotent. The attempt is told when it has ended.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="pipeline">The name of a pipeline of the same project.</param>
    /// <param name="input">Its inputs by name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task<AdmissionResult> StartAsync(TaskContext context, string pipeline, JsonObject input, CancellationToken cancellationToken);

    /// <summary>Cancels the attempt's execution, if it has one that has not ended. Idempotent.</summary>
    Task CancelAsync(TaskContext context, CancellationToken cancellationToken);
}
