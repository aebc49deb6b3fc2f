using Slipway.Pipelines.Documents;
using Slipway.Projects.Endpoints;
using Slipway.Registries.Images;
using Slipway.Registries.Inspection;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Proof;

/// <summary>Asks the registry whether it has what a delivery tells of, before anything is deployed.</summary>
public sealed class Prover(IEndpointDirectory endpoints, IEnumerable<IRegistryInspector> inspectors, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>What the registry's word comes to for a push that is known since then.</summary>
    public async Task<ProofResult> ProveAsync(DockerWebhook webhook, ImagePushed push, DateTimeOffset knownSince, CancellationToken cancellationToken) =>
        webhook.Proof is ProofPolicy.Off
            ? new ProofResult.Go(push.Digest, "")
            : ProofRules.Judge(webhook.Proof, push.Digest, await AskAsync(webhook, push, cancellationToken), clock.GetUtcNow() - knownSince);

    /// <summary>What the registry says of a push at this moment.</summary>
    public async Task<InspectionResult> AskAsync(DockerWebhook webhook, ImagePushed push, CancellationToken cancellationToken)
    {
        if (await endpoints.FindAsync(webhook.Project, webhook.Endpoint, cancellationToken) is not { } endpoint)
        {
            return new InspectionResult.Refused($"Endpoint '{webhook.Endpoint}' is gone, so the registry cannot be asked. Choose another one in the webhook.", IsTransient: false);
        }

        if (RegistryOf(endpoint) is not var (inspector, access))
        {
            return new InspectionResult.Refused($"Endpoint '{webhook.Endpoint}' is no registry that can be asked. Look at its '{DockerRegistryEndpoint.ServerType}' and '{DockerRegistryEndpoint.RepositoryUrl}'.", IsTransient: false);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return push.Digest is { } digest
                ? await inspector.ResolveAsync(access, push.Repository, digest, patience.Token)
                : await inspector.ResolveAsync(access, push.Repository, push.Tag, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new InspectionResult.Refused($"{access.BaseAddress.Host} did not answer within {Patience.TotalSeconds:0} seconds.", IsTransient: true);
        }
    }

    /// <summary>How to read from the registry of an endpoint; null when there is no way.</summary>
    public (IRegistryInspector Inspector, RegistryAccess Access)? RegistryOf(Endpoint endpoint) =>
        endpoint.Registry() is { } access && inspectors.FirstOrDefault(inspector => inspector.Inspects(access.ServerType)) is { } inspector ? (inspector, access) : null;
}
