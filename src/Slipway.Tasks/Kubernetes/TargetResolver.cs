using Slipway.Tasks.Kubernetes.Cluster;
using Slipway.Tasks.Kubernetes.Manifests;
using Slipway.Tasks.Kubernetes.Rollouts;
using Slipway.Tasks.Kubernetes.Writing;

namespace Slipway.Tasks.Kubernetes;

/// <summary>Finds for each manifest where its kind is served, before anything is written.</summary>
internal sealed class TargetResolver(ClusterApi api, string defaultNamespace, TimeProvider time)
{
    // Discovery follows a new CRD with a little delay.
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(250);
    private const int MaxTries = 40;

    /// <summary>A manifest and where it goes.</summary>
    /// <param name="Target">Null while the kind is not served yet, but a CRD of the same manifest declares it.</param>
    public sealed record Step(Manifest Manifest, TargetObject? Target);

    public async Task<Checked<IReadOnlyList<Step>>> ResolveAsync(IReadOnlyList<Manifest> manifests, CancellationToken cancellationToken)
    {
        var declared = manifests.Where(ManifestOrder.DeclaresKind)
            .Select(crd => (Group: crd.Body.Text("spec", "group"), Kind: crd.Body.Text("spec", "names", "kind"))).ToHashSet();
        var steps = new List<Step>();
        foreach (var manifest in manifests)
        {
            switch (await api.Discovery.ResolveAsync(manifest.ApiVersion, manifest.Kind, cancellationToken))
            {
                case Resolution.Served served:
                    steps.Add(new Step(manifest, Target(manifest, served.Resource)));
                    break;
                case Resolution.NotServed when declared.Contains((manifest.Group, manifest.Kind)):
                    steps.Add(new Step(manifest, null));
                    break;
                case Resolution.NotServed not:
                    return Checked<IReadOnlyList<Step>>.Wrong(NotServed(manifest, not.Instead));
                case Resolution.Unknown unknown:
                    return Checked<IReadOnlyList<Step>>.Wrong(ApiProblem.Say(unknown.Why, api.Address));
            }
        }

        return new Checked<IReadOnlyList<Step>>(steps, null);
    }

    /// <summary>Resolves a kind whose CRD has just been established.</summary>
    public async Task<Checked<TargetObject>> ResolveDeclaredAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            switch (await api.Discovery.ResolveAsync(manifest.ApiVersion, manifest.Kind, cancellationToken))
            {
                case Resolution.Served served:
                    return Target(manifest, served.Resource);
                case Resolution.Unknown unknown:
                    return Checked<TargetObject>.Wrong(ApiProblem.Say(unknown.Why, api.Address));
                case Resolution.NotServed not when attempt == MaxTries:
                    return Checked<TargetObject>.Wrong(NotServed(manifest, not.Instead));
            }

            await Task.Delay(s_between, time, cancellationToken);
        }
    }

    private TargetObject Target(Manifest manifest, ApiResource resource) =>
        new(manifest, resource, resource.IsNamespaced ? manifest.Namespace ?? defaultNamespace : null);

    private string NotServed(Manifest manifest, string instead) =>
        $"{manifest.Place}: {api.Address} does not serve the kind {manifest.Kind} of {manifest.ApiVersion}; {instead}.";
}
