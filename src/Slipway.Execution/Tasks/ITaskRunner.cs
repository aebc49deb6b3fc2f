namespace Slipway.Execution.Tasks;

/// <summary>Does the work of one task type.</summary>
public interface ITaskRunner
{
    /// <summary>The type string of the pipeline document, such as <c>K8S</c>.</summary>
    string Type { get; }

    /// <summary>
    /// Whether <see cref="RunAsync"/> may be asked again for an attempt that was under way when the server went down. When it may not,
    /// the task's <c>onInterrupt</c> says what becomes of it.
    /// </summary>
    bool TakesUp => false;

    /// <summary>
    /// Runs one attempt to its end, or until it awaits something. Where it <see cref="TakesUp"/>, or has awaited something, the same attempt is asked for again:
    /// what it did before must be found and taken up, not done twice (<see cref="TaskAttempt.IdempotencyKey"/>).
    /// What can go wrong in normal life is an outcome; an exception is a bug and fails the task.
    /// What it needs of the store it reads before it does anything: when the store is away, it is asked again until it is back.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was canceled: the task timed out, was canceled, or the server stops.</exception>
    Task<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Takes back what an attempt awaits, or had begun when the server went down, for its execution was canceled or its time is up. May be asked twice.
    /// </summary>
    /// <returns>What became of it. An attempt that timed out fails, whatever this says.</returns>
    Task<TaskOutcome> WithdrawAsync(TaskContext context, CancellationToken cancellationToken) =>
        Task.FromResult<TaskOutcome>(new TaskOutcome.Canceled("The server stopped while this was under way, and did not take it up again, for it was to be canceled."));
}
