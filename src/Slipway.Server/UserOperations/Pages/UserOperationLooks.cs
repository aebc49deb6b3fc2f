using MudBlazor;
using Slipway.Execution.UserOperations;
using Slipway.Server.Shell.Status;

namespace Slipway.Server.UserOperations.Pages;

/// <summary>How the states of user operations look.</summary>
internal static class UserOperationLooks
{
    public static Look Look(this UserOperationStatus status) => status switch
    {
        UserOperationStatus.Active => new("Waiting", Icons.Material.Outlined.PauseCircle, Tone.Waiting),
        UserOperationStatus.Approved => new("Approved", Icons.Material.Outlined.ThumbUp, Tone.Good),
        UserOperationStatus.Rejected => new("Rejected", Icons.Material.Outlined.ThumbDown, Tone.Bad),
        UserOperationStatus.Expired => new("Expired", Icons.Material.Outlined.TimerOff, Tone.Bad),
        UserOperationStatus.Canceled => new("Canceled", Icons.Material.Outlined.Block, Tone.Quiet),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
