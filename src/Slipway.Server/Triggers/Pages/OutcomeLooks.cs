using MudBlazor;
using Slipway.Server.Shell.Status;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;

namespace Slipway.Server.Triggers.Pages;

/// <summary>How the outcomes of pushes look, and what is said of where they came from.</summary>
internal static class OutcomeLooks
{
    public static Look Look(this EventOutcome outcome) => outcome switch
    {
        EventOutcome.Started => new("Started", Icons.Material.Filled.PlayCircle, Tone.Good),
        EventOutcome.Ignored => new("Ignored", Icons.Material.Outlined.FilterAlt, Tone.Quiet),
        EventOutcome.Duplicate => new("Duplicate", Icons.Material.Outlined.ContentCopy, Tone.Quiet),
        EventOutcome.Superseded => new("Superseded", Icons.Material.Outlined.FastForward, Tone.Quiet),
        EventOutcome.Rejected => new("Rejected", Icons.Material.Outlined.Block, Tone.Waiting),
        EventOutcome.Failed => new("Failed", Icons.Material.Filled.Cancel, Tone.Bad),
        EventOutcome.Repaired => new("Repaired", Icons.Material.Outlined.Build, Tone.Busy),
        EventOutcome.Warning => new("Warning", Icons.Material.Outlined.Warning, Tone.Waiting),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    /// <summary>The mark of a line that no registry sent, and what it means; null for those that one did.</summary>
    public static (string Word, string Meaning)? Mark(this DeliveryOrigin origin) => origin switch
    {
        DeliveryOrigin.Delivered => null,
        DeliveryOrigin.Reconciled => ("Reconciled", "The registry had this push and did not tell of it; Slipway found it."),
        DeliveryOrigin.Replayed => ("Replayed", "Somebody had an earlier delivery decided anew."),
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, null),
    };
}
