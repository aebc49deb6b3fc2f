using Microsoft.AspNetCore.Components;

namespace Slipway.Server.Shell.Live;

/// <summary>A row of a list that many look at while it changes: it is drawn again only when what it shows is another, and not with every change of the list.</summary>
public abstract class DrawnOnce : ComponentBase
{
    private object? drawn;
    private bool isChanged;

    /// <summary>What it shows; equal for what looks the same.</summary>
    protected abstract object Shown { get; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        isChanged = !Shown.Equals(drawn);
        drawn = Shown;
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => isChanged;
}
