using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>What controllers see of the cluster and how they write to it.</summary>
internal sealed class ClusterAccess(ObjectStore store, KindDirectory kinds, ObjectWriter writer, ObjectRemover remover, TimeProvider time)
{
    private static readonly DeleteOptions Background = new("Background", null, null, null, DryRun: false);

    public DateTimeOffset Time => time.GetUtcNow();

    public string Now => writer.Now;

    public ObjectStore Store => store;

    public JsonObject? Read(ObjectKey key) => store.Find(key)?.Read();

    /// <summary>The objects of a kind that this owner controls, in the order of their names.</summary>
    public IReadOnlyList<JsonObject> Controlled(string plural, JsonObject owner)
    {
        var uid = owner.Uid();
        return [.. store.List(BuiltInKinds.Named(plural), owner.Namespace()).Where(item => item.Controller == uid).Select(item => item.Read())];
    }

    public JsonObject? Create(string plural, string ns, JsonObject body, string manager = "kube-controller-manager") =>
        writer.Create(new WriteRequest { Kind = BuiltInKinds.Named(plural), Namespace = ns, FieldManager = manager, Internal = true }, body)
            .Succeeded(out var written, out _) ? written.Object : null;

    public void Change(ObjectKey key, Action<JsonObject> change, string subresource = "", string manager = "kube-controller-manager")
    {
        if (Served(key) is { } kind)
        {
            var request = new WriteRequest
            {
                Kind = kind,
                Namespace = key.Namespace,
                Name = key.Name,
                Subresource = subresource,
                FieldManager = manager,
                Internal = true,
            };
            writer.Change(request, node =>
            {
                change(node);
                return node;
            });
        }
    }

    public void Delete(ObjectKey key, bool foreground = false)
    {
        if (Served(key) is { } kind)
        {
            remover.Delete(kind, key.Namespace, key.Name, foreground ? Background with { Propagation = "Foreground" } : Background);
        }
    }

    public void Remove(ObjectKey key)
    {
        if (Served(key) is { } kind && store.Find(key) is { } last)
        {
            writer.Remove(kind, key, last.Read());
        }
    }

    private ResourceKind? Served(ObjectKey key) => kinds.All.FirstOrDefault(kind => kind.Is(key.Group, key.Plural));
}
