using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Schemas;

namespace Slipway.Sandbox.Kubernetes.Apply;

/// <summary>Server-side apply as a pure function: live object and configuration in, merged object or conflict out.</summary>
internal static class ServerSideApply
{
    public static Outcome<JsonObject> Merge(JsonObject? live, JsonObject config, ResourceKind kind, string manager, string subresource, bool force, string time)
    {
        var schema = FieldSchema.Of(kind);
        var applied = FieldSets.Of(config, schema);
        if (live is null)
        {
            var made = (JsonObject)config.DeepClone();
            ManagedEntry.Write(made, [new ManagedEntry(manager, ManagedEntry.Apply, kind.GroupVersion, subresource, time, applied)]);
            return made;
        }

        var entries = ManagedEntry.Read(live);
        var mine = entries.FirstOrDefault(entry => entry.Owns(manager, ManagedEntry.Apply, subresource));
        var others = entries.Where(entry => entry != mine).ToList();
        var merged = (JsonObject)ApplyMerge.Lay(live, config, schema)!;

        var (changed, _) = FieldSets.Compare(live, merged, schema);
        if (!force && Conflicts(changed, others) is { Count: > 0 } conflicts)
        {
            return ApplyConflicts.Describe(conflicts);
        }

        others = [.. others.Select(entry => entry with { Fields = entry.Fields.Without(changed) })];
        if (mine is not null)
        {
            var kept = others.Aggregate(applied, (union, entry) => union.Union(entry.Fields));
            ApplyMerge.Prune(merged, mine.Fields.Without(kept), kept, schema);
        }

        var unchanged = mine is not null && mine.Fields.SameAs(applied) && JsonReading.Same(Bare(live), Bare(merged));
        var renewed = new ManagedEntry(manager, ManagedEntry.Apply, kind.GroupVersion, subresource, time, applied);
        ManagedEntry.Write(merged, [renewed, .. others]);
        if (unchanged)
        {
            merged.Meta()["managedFields"] = live.Meta()["managedFields"]?.DeepClone();
        }

        return merged;
    }

    /// <summary>The object without what every write changes.</summary>
    public static JsonObject Bare(JsonObject node)
    {
        var bare = (JsonObject)node.DeepClone();
        bare.Meta().Remove("managedFields");
        bare.Meta().Remove("resourceVersion");
        return bare;
    }

    private static List<(ManagedEntry Owner, string Path)> Conflicts(FieldSet changed, IReadOnlyList<ManagedEntry> others) =>
        [.. others.SelectMany(entry => changed.Intersect(entry.Fields).Paths().Select(path => (entry, path)))];
}
