using MudBlazor;
using Slipway.Server.Shell.Status;
using Slipway.Triggers.Events;

namespace Slipway.Server.Triggers.Pages;

/// <summary>How the outcomes of pushes look.</summary>
internal static class OutcomeLooks
{
    public static Look Look(this EventOutcome outcome) => outcome switch
    {
        EventOutcome.Started => new("Started", Icons.Material.Filled.PlayCircle, Tone.Good),
        EventOutcome.Ignored => new("Ignored", Icons.Material.Outlined.FilterAlt, Tone.Quiet),
        EventOutcome.Rejected => new("Rejected", Icons.Material.Outlined.Block, Tone.Waiting),
        EventOutcome.Failed => new("Failed", Icons.Material.Filled.Cancel, Tone.Bad),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
