using Slipway.Execution.Admission;
using Slipway.Registries.Images;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;

namespace Slipway.Triggers.Deciding;

/// <summary>What is to become of one push: a line of the activity, and maybe an execution.</summary>
/// <param name="Delivery">The delivery that told of it.</param>
/// <param name="Push">The push; null when there is none.</param>
/// <param name="Line">The line, as it will be if all goes well.</param>
internal sealed record Plan(Delivery Delivery, ImagePushed? Push, RegistryEvent Line)
{
    /// <summary>The execution to be admitted; null for none.</summary>
    public AdmissionRequest? Request { get; init; }

    /// <summary>Whether the push is still open: it matches, and it was not acted on before.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The same push with another end.</summary>
    public Plan Ends(EventOutcome outcome, string message) => this with { Line = Line with { Outcome = outcome, Message = message, Execution = null }, Request = null, IsOpen = false };
}
