using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Schemas;

namespace Slipway.Sandbox.Kubernetes.Apply;

/// <summary>Keeps <c>managedFields</c> through create, replace and patch: whoever changes a field owns it from then on.</summary>
internal static class UpdateOwnership
{
    public static void Track(JsonObject? live, JsonObject next, ResourceKind kind, string manager, string subresource, string time)
    {
        var schema = FieldSchema.Of(kind);
        if (live is null)
        {
            var all = new ManagedEntry(manager, ManagedEntry.Update, kind.GroupVersion, subresource, time, FieldSets.Of(next, schema));
            ManagedEntry.Write(next, [all]);
            return;
        }

        var entries = Told(live, next);
        var (changed, removed) = FieldSets.Compare(live, next, schema);
        if (changed.Empty && removed.Empty)
        {
            ManagedEntry.Write(next, entries);
            return;
        }

        var lost = changed.Union(removed);
        var mine = entries.FirstOrDefault(entry => entry.Owns(manager, ManagedEntry.Update, subresource));
        var kept = entries.Select(entry => entry == mine
            ? entry with { Fields = entry.Fields.Without(removed).Union(changed), Time = time, ApiVersion = kind.GroupVersion }
            : entry with { Fields = entry.Fields.Without(lost) });
        ManagedEntry.Write(next, mine is not null || changed.Empty
            ? kept
            : kept.Append(new ManagedEntry(manager, ManagedEntry.Update, kind.GroupVersion, subresource, time, changed)));
    }

    /// <summary>A client may rewrite the entries on purpose (kubectl moves ownership so); one that leaves them out changes nothing.</summary>
    private static IReadOnlyList<ManagedEntry> Told(JsonObject live, JsonObject next)
    {
        var given = next.Child("metadata").Items("managedFields");
        return given is null or { Count: 0 } ? ManagedEntry.Read(live) : ManagedEntry.Read(next);
    }
}
