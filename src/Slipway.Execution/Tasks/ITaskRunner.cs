namespace Slipway.Execution.Tasks;

/// <summary>Does the work of one task type.</summary>
public interface ITaskRunner
{
    /// <summary>The type string of the pipeline document, such as <c>K8S</c>.</summary>
    string Type { get; }

    /// <summary>
    /// Runs one attempt to its end. After a crash of the server the same attempt may be asked for again:
    /// what it did before must be found and taken up, not done twice (<see cref="TaskAttempt.IdempotencyKey"/>).
    /// What can go wrong in normal life is an outcome; an exception is a bug and fails the task.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was canceled: the task timed out, was canceled, or the server stops.</exception>
    Task<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken);
}
