using Slipway.Execution.State;
using Slipway.Projects.Access;

namespace Slipway.Server.Executions.Pages;

/// <summary>Something that can be done with an execution as it is now.</summary>
/// <param name="Kind">What.</param>
/// <param name="Label">What the button says.</param>
/// <param name="Permission">Who may.</param>
/// <param name="FromStage">Where it begins, when it runs again from there.</param>
internal sealed record ExecutionAct(ExecutionActKind Kind, string Label, Permission Permission, string? FromStage = null)
{
    /// <summary>All that somebody may do with it now.</summary>
    public static IEnumerable<ExecutionAct> Of(ExecutionState execution, Caller caller) => All(execution).Where(act => caller.May(act.Permission, execution.Project));

    private static IEnumerable<ExecutionAct> All(ExecutionState execution)
    {
        if (execution.Status is ExecutionStatus.Running or ExecutionStatus.Waiting)
        {
            yield return new(ExecutionActKind.Pause, "Pause", Permission.Run);
        }

        if (execution.Status is ExecutionStatus.Paused or ExecutionStatus.Pausing || execution.IsHeld)
        {
            yield return new(ExecutionActKind.Resume, "Resume", ExecutionSteering.ToResume(execution));
        }

        if (!execution.Status.IsEnded())
        {
            if (execution.Status is not ExecutionStatus.Canceling)
            {
                yield return new(ExecutionActKind.Cancel, "Cancel", Permission.Run);
            }

            yield break;
        }

        yield return new(ExecutionActKind.RunAgain, "Run again", Permission.Run);
        if (execution.Definition.Input.Count > 0)
        {
            yield return new(ExecutionActKind.EditAndRunAgain, "Edit inputs and run again", Permission.Run);
        }

        if (execution.FirstUnwell() is { } stage && execution.Stages[0].Name != stage)
        {
            yield return new(ExecutionActKind.RunAgain, $"Run again from {stage}", Permission.Run, stage);
        }
    }
}

/// <summary>What can be done with an execution.</summary>
internal enum ExecutionActKind
{
    /// <summary>Start nothing more of it.</summary>
    Pause,

    /// <summary>Let it go on.</summary>
    Resume,

    /// <summary>End it.</summary>
    Cancel,

    /// <summary>Ask for another like it.</summary>
    RunAgain,

    /// <summary>Ask for another, with other inputs.</summary>
    EditAndRunAgain,
}
