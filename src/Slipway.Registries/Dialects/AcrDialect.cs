using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Reads the webhooks of Azure Container Registry (learn.microsoft.com/azure/container-registry/container-registry-webhook-reference): one
/// event of CNCF Distribution without an envelope. Pings, deletions, and charts are no pushes of images.
/// </summary>
public sealed class AcrDialect : JsonDialect
{
    /// <inheritdoc/>
    public override string ServerType => "ACR";

    private protected override void Read(ForeignField root, MessageHeaders headers, FoundPushes found) => DistributionDialect.ReadEvent(root, found);
}
