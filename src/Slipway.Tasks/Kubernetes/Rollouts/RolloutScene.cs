using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>What is known of a workload at one moment.</summary>
/// <param name="Workload">The workload itself.</param>
/// <param name="ReplicaSets">Those its selector finds; empty for other kinds than Deployment.</param>
/// <param name="Pods">Those its selector finds.</param>
internal sealed record RolloutScene(JsonObject Workload, IReadOnlyList<JsonObject> ReplicaSets, IReadOnlyList<JsonObject> Pods)
{
    /// <summary>Whether the controller has seen the latest spec; before that the status speaks of an older one.</summary>
    public bool IsObserved => (Workload.Whole("status", "observedGeneration") ?? 0) >= (Workload.Whole("metadata", "generation") ?? 0);

    /// <summary>The pods whose owner is the object of that uid.</summary>
    public IEnumerable<JsonObject> PodsOf(string? uid) => OwnedBy(Pods, uid);

    /// <summary>The ReplicaSets of this workload.</summary>
    public IEnumerable<JsonObject> OwnReplicaSets => OwnedBy(ReplicaSets, Workload.Text("metadata", "uid"));

    private static IEnumerable<JsonObject> OwnedBy(IEnumerable<JsonObject> objects, string? uid) =>
        objects.Where(o => uid is not null && o.Items("metadata", "ownerReferences").Any(r => r.Text("uid") == uid));
}
