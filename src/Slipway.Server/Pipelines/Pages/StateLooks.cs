using MudBlazor;
using Slipway.Pipelines;
using Slipway.Server.Shell.Status;

namespace Slipway.Server.Pipelines.Pages;

/// <summary>How the states of pipelines look.</summary>
internal static class StateLooks
{
    public static Look Look(this PipelineState state) => state switch
    {
        PipelineState.Disabled => new("Disabled", Icons.Material.Outlined.PauseCircle, Tone.Quiet),
        PipelineState.Enabled => new("Enabled", Icons.Material.Outlined.CheckCircle, Tone.Good),
        PipelineState.Released => new("Released", Icons.Material.Outlined.Verified, Tone.Busy),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
