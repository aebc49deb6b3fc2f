using Microsoft.Extensions.Logging;
using Slipway.Execution.Feed;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;

namespace Slipway.Execution.Logs;

/// <summary>Opens the logs of attempts.</summary>
public sealed class TaskLogs(ILogStore store, Feed<LogAppended> feed, LogBounds bounds, TimeProvider clock, ILogger<TaskLogs> logger)
{
    /// <summary>What must not be read in the logs of an execution: what was bound, and every secret variable that its pipeline names.</summary>
    internal static IEnumerable<string> SecretsOf(ExecutionState state) =>
        state.Secrets.Concat(state.Variables.Values.Where(variable => variable.IsSecret).Select(variable => variable.Json?.ToString() ?? ""));

    /// <summary>The log of an attempt that begins, or goes on after a crash.</summary>
    internal TaskLog Open(string taskType, TaskContext context) => new(context.Attempt, context.HiddenInLog, store, feed, bounds, clock, logger)
    {
        Heading = $"{(context.Attempt.IsRollback ? "Rollback, task" : "Task")} type {taskType}, attempt {context.Attempt.Number}.",
    };
}
