using MudBlazor;
using Slipway.Execution.State;
using Slipway.Server.Shell.Status;

namespace Slipway.Server.Executions.Pages;

/// <summary>How the states of executions, stages and tasks look.</summary>
internal static class Looks
{
    public static Look Look(this ExecutionStatus status) => status switch
    {
        ExecutionStatus.Queued => new("Queued", Icons.Material.Outlined.HourglassEmpty, Tone.Waiting),
        ExecutionStatus.Running => Running,
        ExecutionStatus.Waiting => Waiting,
        ExecutionStatus.Pausing => new("Pausing", Icons.Material.Outlined.PauseCircle, Tone.Waiting),
        ExecutionStatus.Paused => new("Paused", Icons.Material.Outlined.PauseCircle, Tone.Waiting),
        ExecutionStatus.Resuming => new("Resuming", Icons.Material.Outlined.PlayCircle, Tone.Busy),
        ExecutionStatus.Canceling => new("Canceling", Icons.Material.Outlined.Block, Tone.Waiting),
        ExecutionStatus.Completed => Completed,
        ExecutionStatus.Failed => Failed,
        ExecutionStatus.Canceled => new("Canceled", Icons.Material.Outlined.Block, Tone.Quiet),
        ExecutionStatus.RollbackCompleted => new("Rolled back", Icons.Material.Outlined.SettingsBackupRestore, Tone.Bad),
        ExecutionStatus.RollbackFailed => new("Rollback failed", Icons.Material.Filled.Cancel, Tone.Bad),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static Look Look(this WorkStatus status) => status switch
    {
        WorkStatus.NotStarted => new("Not started", Icons.Material.Outlined.RadioButtonUnchecked, Tone.Quiet),
        WorkStatus.Running => Running,
        WorkStatus.Waiting => Waiting,
        WorkStatus.Completed => Completed,
        WorkStatus.Failed => Failed,
        WorkStatus.Canceled => new("Canceled", Icons.Material.Outlined.Block, Tone.Quiet),
        WorkStatus.Skipped => new("Skipped", Icons.Material.Outlined.SkipNext, Tone.Quiet),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    private static Look Running { get; } = new("Running", Icons.Material.Outlined.Autorenew, Tone.Busy);

    private static Look Waiting { get; } = new("Waiting", Icons.Material.Outlined.PauseCircle, Tone.Waiting);

    private static Look Completed { get; } = new("Completed", Icons.Material.Filled.CheckCircle, Tone.Good);

    private static Look Failed { get; } = new("Failed", Icons.Material.Filled.Cancel, Tone.Bad);
}
