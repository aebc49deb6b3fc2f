using System.Text.Json.Nodes;

namespace Slipway.Execution.Tasks;

/// <summary>How an attempt at a task ended.</summary>
public abstract record TaskOutcome
{
    private TaskOutcome()
    {
    }

    /// <summary>The task did what it was asked to.</summary>
    /// <param name="Output">What later tasks can read as <c>${Stage.Task.output.…}</c>.</param>
    /// <param name="Message">One sentence for people.</param>
    public sealed record Completed(JsonObject Output, string Message) : TaskOutcome;

    /// <summary>The task did not do what it was asked to.</summary>
    /// <param name="Message">The reason a person needs: what, where, and what would be right.</param>
    /// <param name="Output">What is known all the same; may be null.</param>
    public sealed record Failed(string Message, JsonObject? Output = null) : TaskOutcome;

    /// <summary>The task was stopped, for its execution was canceled.</summary>
    /// <param name="Message">What became of what it had begun, in one sentence.</param>
    public sealed record Canceled(string Message) : TaskOutcome;
}
