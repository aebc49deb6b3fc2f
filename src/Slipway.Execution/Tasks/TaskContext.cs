using System.Text.Json.Nodes;
using Slipway.Execution.Logs;
using Slipway.Pipelines.Expressions;

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

    /// <summary>In whose name the execution runs.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The execution, as it is named to people and passed on to what it starts.</summary>
    public required ExecutionReference Execution { get; init; }

    /// <summary>Texts of the execution that must never be shown.</summary>
    public IReadOnlySet<string> Secrets { get; init; } = new HashSet<string>();

    /// <summary>When the attempt must have ended; null for whenever it does.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Says whether a condition of the task's holds in the execution as it is.</summary>
    public required Func<string, ConditionResult> Evaluate { get; init; }

    /// <summary>Tells people how far the task has come, in one sentence. Never holds secrets. Returns at once.</summary>
    public required Action<string> Report { get; init; }

    /// <summary>Takes what people may want to read of the work, line by line. Returns at once; masks the secrets of the execution.</summary>
    public ITaskLog Log { get; init; } = ITaskLog.None;

    /// <summary>Texts that must not be read in the log: more than what was bound until now.</summary>
    internal IEnumerable<string> HiddenInLog { get; init; } = [];
}

/// <summary>An execution in a few words.</summary>
/// <param name="PipelineId">Its pipeline.</param>
/// <param name="Name">The pipeline's name.</param>
/// <param name="Index">Its number.</param>
/// <param name="Depth">How many executions stand above it; 0 for one that runs for itself.</param>
public sealed record ExecutionReference(Guid PipelineId, string Name, int Index, int Depth);
