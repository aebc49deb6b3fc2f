using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Storage;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Keeps one replica set per template, moves replicas from old to new, and tells how far it is.</summary>
internal sealed class DeploymentController(ClusterAccess cluster) : IController
{
    private const string Revision = "deployment.kubernetes.io/revision";
    private const string HashLabel = "pod-template-hash";

    public IEnumerable<ObjectKey> Concerns(Change change) => Pods.OwnerOf(change, "apps", "deployments", "Deployment", "replicasets");

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Read(key) is not { } deployment || deployment.Terminating())
        {
            return null;
        }

        var sets = cluster.Controlled("replicasets", deployment);
        var hash = Pods.TemplateHash(deployment);
        var fresh = sets.FirstOrDefault(set => set.Child("metadata").Child("labels").Text(HashLabel) == hash);
        var paused = deployment.Child("spec").Flag("paused");
        if (fresh is null && !paused)
        {
            fresh = CreateSet(deployment, hash, LastRevision(sets) + 1);
            sets = cluster.Controlled("replicasets", deployment);
        }

        if (fresh is not null)
        {
            Promote(key, deployment, fresh, sets);
        }

        Resize(deployment, fresh, sets, paused);
        Forget(deployment, fresh, sets);
        return Tell(key, deployment, fresh);
    }

    private TimeSpan? Tell(ObjectKey key, JsonObject deployment, JsonObject? fresh)
    {
        var now = cluster.Controlled("replicasets", deployment);
        var current = now.FirstOrDefault(set => set.Name() == fresh?.Name());
        var status = DeploymentStatus.Of(deployment, current, now, cluster.Time);
        cluster.Change(key, node => node["status"] = status.DeepClone(), "status");
        return cluster.Read(key) is { } told ? DeploymentStatus.Deadline(told, cluster.Time) : null;
    }

    private JsonObject? CreateSet(JsonObject deployment, string hash, int revision)
    {
        var template = (JsonObject)deployment.At("spec", "template")!.DeepClone();
        template.Meta().Ensure("labels")[HashLabel] = hash;
        var selector = (JsonObject?)deployment.At("spec", "selector")?.DeepClone() ?? [];
        selector.Ensure("matchLabels")[HashLabel] = hash;
        return cluster.Create("replicasets", deployment.Namespace(), new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{deployment.Name()}-{hash}",
                ["labels"] = template.Child("metadata").Child("labels")!.DeepClone(),
                ["annotations"] = new JsonObject { [Revision] = Text(revision) },
                ["ownerReferences"] = new JsonArray(ObjectMeta.OwnerReference(deployment)),
            },
            ["spec"] = new JsonObject
            {
                ["replicas"] = 0,
                ["minReadySeconds"] = deployment.Child("spec").Number("minReadySeconds") ?? 0,
                ["selector"] = selector,
                ["template"] = template,
            },
        });
    }

    /// <summary>A template that comes back (rollout undo) gets a new revision number, and the deployment shows the number of the current one.</summary>
    private void Promote(ObjectKey key, JsonObject deployment, JsonObject fresh, IReadOnlyList<JsonObject> sets)
    {
        var last = LastRevision(sets.Where(set => set.Name() != fresh.Name()));
        var own = RevisionOf(fresh);
        if (own <= last)
        {
            own = last + 1;
            cluster.Change(SetKey(fresh), set => set.Annotate(Revision, Text(own)));
        }

        if (deployment.Annotation(Revision) != Text(own))
        {
            cluster.Change(key, node => node.Annotate(Revision, Text(own)));
        }
    }

    private void Resize(JsonObject deployment, JsonObject? fresh, IReadOnlyList<JsonObject> sets, bool paused)
    {
        var desired = deployment.Child("spec").Number("replicas") ?? 1;
        if (fresh is null || paused)
        {
            // A paused deployment still scales what runs.
            if (sets.Where(set => set.Child("spec").Number("replicas") > 0).ToList() is [var only] && only.Child("spec").Number("replicas") != desired)
            {
                Resize(only, desired);
            }

            return;
        }

        var old = sets.Where(set => set.Name() != fresh.Name()).OrderBy(RevisionOf).Select(Size).ToList();
        foreach (var (name, replicas) in RollingStep.Next(desired, deployment.At("spec", "strategy"), Size(fresh), old))
        {
            Resize(sets.First(set => set.Name() == name), replicas);
        }
    }

    private void Resize(JsonObject set, int replicas) => cluster.Change(SetKey(set), node => node.Ensure("spec")["replicas"] = replicas);

    private void Forget(JsonObject deployment, JsonObject? fresh, IReadOnlyList<JsonObject> sets)
    {
        var limit = deployment.Child("spec").Number("revisionHistoryLimit") ?? 10;
        var idle = sets
            .Where(set => set.Name() != fresh?.Name() && set.Child("spec").Number("replicas") == 0 && (set.Child("status").Number("replicas") ?? 0) == 0)
            .OrderBy(RevisionOf)
            .ToList();
        foreach (var set in idle.Take(Math.Max(0, idle.Count - limit)))
        {
            cluster.Delete(SetKey(set));
        }
    }

    private static RollingStep.Size Size(JsonObject set) => new(
        set.Name(), set.Child("spec").Number("replicas") ?? 0, set.Child("status").Number("replicas") ?? 0, set.Child("status").Number("availableReplicas") ?? 0);

    private static ObjectKey SetKey(JsonObject set) => new("apps", "replicasets", set.Namespace(), set.Name());

    private static int LastRevision(IEnumerable<JsonObject> sets) => sets.Select(RevisionOf).DefaultIfEmpty(0).Max();

    private static int RevisionOf(JsonObject set) => int.TryParse(set.Annotation(Revision), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
