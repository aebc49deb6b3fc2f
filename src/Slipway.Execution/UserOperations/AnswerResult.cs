namespace Slipway.Execution.UserOperations;

/// <summary>What came of an answer.</summary>
public abstract record AnswerResult
{
    private AnswerResult()
    {
    }

    /// <summary>It stands, and the task is told of it.</summary>
    /// <param name="Operation">The question, closed.</param>
    public sealed record Taken(UserOperation Operation) : AnswerResult;

    /// <summary>The question was closed already.</summary>
    /// <param name="Operation">The question as it was closed.</param>
    public sealed record TooLate(UserOperation Operation) : AnswerResult
    {
        /// <summary>How it was closed, and by whom and when, in one sentence.</summary>
        public string Message => Operation.Closing is { By.Length: > 0 } closing
            ? $"User operation {Operation.Index} was {closing.Status.Wire().ToLowerInvariant()} by {closing.By} on {closing.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."
            : $"User operation {Operation.Index} is {Operation.Status.Wire()}: {Operation.Closing?.Message}";
    }

    /// <summary>The person may not answer it.</summary>
    /// <param name="Message">Who may, in one sentence.</param>
    public sealed record NotAllowed(string Message) : AnswerResult;

    /// <summary>There is no such question.</summary>
    public sealed record Missing : AnswerResult;
}
