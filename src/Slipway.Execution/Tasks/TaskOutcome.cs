using System.Text.Json.Nodes;

namespace Slipway.Execution.Tasks;

/// <summary>What came of an attempt at a task.</summary>
public abstract record TaskOutcome
{
    private TaskOutcome()
    {
    }

    /// <summary>The task did what it was asked to.</summary>
    /// <param name="Output">What later tasks can read as <c>${Stage.Task.output.…}</c>.</param>
    /// <param name="Message">One sentence for people.</param>
    public sealed record Completed(JsonObject Output, string Message) : TaskOutcome
    {
        /// <summary>Texts in the output that must never be shown.</summary>
        public IReadOnlyCollection<string> Secrets { get; init; } = [];
    }

    /// <summary>The task did not do what it was asked to.</summary>
    /// <param name="Message">The reason a person needs: what, where, and what would be right.</param>
    /// <param name="Output">What is known all the same; may be null.</param>
    public sealed record Failed(string Message, JsonObject? Output = null) : TaskOutcome
    {
        /// <summary>Whether trying again would come to the same, so that it is not.</summary>
        public bool IsFinal { get; init; }
    }

    /// <summary>The task was stopped, for its execution was canceled.</summary>
    /// <param name="Message">What became of what it had begun, in one sentence.</param>
    public sealed record Canceled(string Message) : TaskOutcome;

    /// <summary>
    /// The task waits for something outside of the server, and nobody has to work on it until then. The runner is asked again, for the same attempt,
    /// when somebody says that it has come, or when the time is up.
    /// </summary>
    /// <param name="Message">For what it waits, in one sentence.</param>
    /// <param name="Until">When it is asked again at the latest; null for whenever it comes.</param>
    /// <param name="Output">What is known already; null for what was known before.</param>
    public sealed record Awaits(string Message, DateTimeOffset? Until = null, JsonObject? Output = null) : TaskOutcome
    {
        /// <summary>Whether it is people who are waited for.</summary>
        public bool IsForPeople { get; init; }
    }
}
