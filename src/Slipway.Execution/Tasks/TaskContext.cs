using System.Text.Json.Nodes;

namespace Slipway.Execution.Tasks;

/// <summary>What a task runner is given for one attempt.</summary>
public sealed record TaskContext
{
    /// <summary>Which attempt of which task this is.</summary>
    public required TaskAttempt Attempt { get; init; }

    /// <summary>The name of the project whose endpoints the task may use.</summary>
    public required string Project { get; init; }

    /// <summary>The task's input, every <c>${…}</c> bound.</summary>
    public required JsonObject Input { get; init; }

    /// <summary>Endpoint names by role, such as <c>kubernetesServer</c>.</summary>
    public required IReadOnlyDictionary<string, string> Endpoints { get; init; }

    /// <summary>Tells people how far the task has come, in one sentence. Never holds secrets. Returns at once.</summary>
    public required Action<string> Report { get; init; }
}
