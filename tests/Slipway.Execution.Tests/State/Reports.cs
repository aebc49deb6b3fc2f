using System.Text.Json.Nodes;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;

namespace Slipway.Execution.Tests.State;

/// <summary>Ends tasks as their runners would.</summary>
internal static class Reports
{
    public static ExecutionState Done(this ExecutionState state, string stage, string task, JsonObject? output = null) =>
        state.End(stage, task, new TaskOutcome.Completed(output ?? [], "done"));

    public static ExecutionState Failed(this ExecutionState state, string stage, string task, string message) =>
        state.End(stage, task, new TaskOutcome.Failed(message));

    public static ExecutionState End(this ExecutionState state, string stage, string task, TaskOutcome outcome)
    {
        var ended = state.Ended(new TaskAttempt(state.Id, stage, task, 1), outcome, Sample.Now);
        return ReferenceEquals(ended, state) ? state : ended.Advance(Sample.Now);
    }
}
