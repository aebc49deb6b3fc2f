using MudBlazor;
using Slipway.Projects.CustomIntegrations;
using Slipway.Server.Shell.Status;

namespace Slipway.Server.CustomIntegrations.Pages;

/// <summary>How custom integrations and their versions look.</summary>
internal static class IntegrationLooks
{
    /// <summary>One that has no version yet.</summary>
    public static readonly Look Draft = new("DRAFT", Icons.Material.Outlined.EditNote, Tone.Quiet);

    /// <summary>A version's look.</summary>
    public static Look Look(this IntegrationStatus status) => status switch
    {
        IntegrationStatus.Versioned => new("VERSIONED", Icons.Material.Outlined.Bookmark, Tone.Quiet),
        IntegrationStatus.Released => new("RELEASED", Icons.Material.Outlined.Verified, Tone.Good),
        IntegrationStatus.Withdrawn => new("WITHDRAWN", Icons.Material.Outlined.Block, Tone.Bad),
        IntegrationStatus.Deprecated => new("DEPRECATED", Icons.Material.Outlined.HistoryToggleOff, Tone.Waiting),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>What a status means for those who write pipelines.</summary>
    public static string Meaning(this IntegrationStatus status) => status switch
    {
        IntegrationStatus.Versioned => "Not offered to pipelines yet",
        IntegrationStatus.Released => "Offered to pipelines",
        IntegrationStatus.Withdrawn => "Not offered any more",
        IntegrationStatus.Deprecated => "Works where it is named; name a newer one",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>Where the integration stands: as its last version does.</summary>
    public static Look Look(this CustomIntegration integration) => integration.Versions is [.., var last] ? last.Status.Look() : Draft;
}
