using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Storage;

namespace Slipway.Sandbox.Kubernetes.Writing;

/// <summary>Deletes, or marks for deletion what someone must finish first: finalizers, a running pod, a namespace's content.</summary>
internal sealed class ObjectRemover(ObjectStore store, ObjectWriter writer)
{
    public const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";

    public Outcome<Written> Delete(ResourceKind kind, string ns, string name, DeleteOptions options)
    {
        lock (store.Gate)
        {
            var key = ObjectKey.Of(kind, ns, name);
            if (store.Find(key) is not { } stored)
            {
                return ApiFailure.NotFound(kind, name);
            }

            var node = stored.Read();
            if (Mismatch(kind, name, node, options) is { } refusal)
            {
                return refusal;
            }

            if (options.DryRun)
            {
                return new Written(node, Changed: false, Gone: true);
            }

            if (options.Propagation == "Orphan")
            {
                Disown(node.Uid());
            }

            var finalizers = node.Finalizers().Where(finalizer => finalizer != Orphan).ToList();
            if (options.Propagation == "Foreground" && !finalizers.Contains(Foreground))
            {
                finalizers.Add(Foreground);
            }

            if (finalizers.Count == 0 && !Lingers(kind, node, options))
            {
                writer.Remove(kind, key, node);
                return new Written(node, Changed: true, Gone: true);
            }

            return Mark(kind, ns, name, node, finalizers, options);
        }
    }

    private Outcome<Written> Mark(ResourceKind kind, string ns, string name, JsonObject node, IReadOnlyList<string> finalizers, DeleteOptions options)
    {
        if (node.Terminating())
        {
            return new Written(node, Changed: false);
        }

        var request = new WriteRequest { Kind = kind, Namespace = ns, Name = name, FieldManager = "kube-apiserver", Internal = true };
        return writer.Change(request, live =>
        {
            live.SetFinalizers(finalizers);
            live.Meta()["deletionTimestamp"] = writer.Now;
            live.Meta()["deletionGracePeriodSeconds"] = kind.Is("", "pods") ? options.GraceSeconds ?? live.Child("spec").Number("terminationGracePeriodSeconds") ?? 30 : 0;
            return live;
        });
    }

    /// <summary>Pods are ended by their kubelet, namespaces by the namespace controller; nobody waits for a pod that runs nowhere.</summary>
    private static bool Lingers(ResourceKind kind, JsonObject node, DeleteOptions options) =>
        kind.Is("", "namespaces") || (kind.Is("", "pods") && options.GraceSeconds != 0 && node.Child("spec").Text("nodeName") is not null);

    private static ApiFailure? Mismatch(ResourceKind kind, string name, JsonObject node, DeleteOptions options)
    {
        if (options.Uid is { } uid && uid != node.Uid())
        {
            return ApiFailure.Conflict(kind, name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {node.Uid()}");
        }

        return options.ResourceVersion is { } version && version != node.Child("metadata").Text("resourceVersion")
            ? ApiFailure.Conflict(kind, name, $"Precondition failed: ResourceVersion in precondition: {version}, ResourceVersion in object meta: {node.Child("metadata").Text("resourceVersion")}")
            : null;
    }

    private void Disown(string owner)
    {
        foreach (var dependent in store.Everything().Where(item => item.Owners.Contains(owner)))
        {
            var node = dependent.Read();
            var owners = node.Meta().Objects("ownerReferences").Where(reference => reference.Text("uid") != owner).Select(reference => reference.DeepClone()).ToArray();
            if (owners.Length == 0)
            {
                node.Meta().Remove("ownerReferences");
            }
            else
            {
                node.Meta()["ownerReferences"] = new JsonArray(owners);
            }

            store.Put(dependent.Key, node);
        }
    }
}
