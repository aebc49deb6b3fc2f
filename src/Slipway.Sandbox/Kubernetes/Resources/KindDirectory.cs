namespace Slipway.Sandbox.Kubernetes.Resources;

/// <summary>Every kind that is served right now: the built-in ones and those that CRDs declare.</summary>
internal sealed class KindDirectory
{
    private volatile IReadOnlyList<ResourceKind> kinds = BuiltInKinds.All;

    public IReadOnlyList<ResourceKind> All => kinds;

    public ResourceKind? Served(string group, string version, string plural) =>
        kinds.FirstOrDefault(kind => kind.Plural == plural && kind.Group == group && kind.Version == version);

    public ResourceKind? OfKind(string apiVersion, string kind) =>
        kinds.FirstOrDefault(candidate => candidate.Kind == kind && candidate.GroupVersion == apiVersion);

    /// <summary>Replaces what the CRD of this group and plural declared before; an empty list withdraws it.</summary>
    public void Declare(string group, string plural, IReadOnlyList<ResourceKind> versions) =>
        kinds = [.. kinds.Where(kind => !(kind.Custom && kind.Is(group, plural))), .. versions];
}
