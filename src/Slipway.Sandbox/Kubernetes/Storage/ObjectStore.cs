using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Storage;

/// <summary>
/// All objects, one counter of revisions, and the recent history. Whoever needs several steps to be one takes <see cref="Gate"/>,
/// which may be taken again by the thread that holds it.
/// </summary>
internal sealed class ObjectStore(int historyLimit)
{
    private static readonly Comparer<ObjectKey> ByName = Comparer<ObjectKey>.Create((left, right) =>
        string.CompareOrdinal(left.Namespace, right.Namespace) is var order && order != 0 ? order : string.CompareOrdinal(left.Name, right.Name));

    private readonly Dictionary<(string Group, string Plural), SortedDictionary<ObjectKey, StoredObject>> objects = [];
    private readonly Queue<Change> history = new();
    private readonly HashSet<Channel<Change>> feeds = [];
    private readonly HashSet<string> uids = new(StringComparer.Ordinal);
    private long forgotten;

    public Lock Gate { get; } = new();

    public long Revision { get; private set; } = 1;

    public StoredObject? Find(ObjectKey key)
    {
        lock (Gate)
        {
            return Of(key.Group, key.Plural).GetValueOrDefault(key);
        }
    }

    public IReadOnlyList<StoredObject> List(ResourceKind kind, string? ns = null)
    {
        lock (Gate)
        {
            var all = Of(kind.Group, kind.Plural).Values;
            return ns is null ? [.. all] : [.. all.Where(item => item.Key.Namespace == ns)];
        }
    }

    public IReadOnlyList<StoredObject> Everything()
    {
        lock (Gate)
        {
            return [.. objects.Values.SelectMany(items => items.Values)];
        }
    }

    public bool Holds(string uid)
    {
        lock (Gate)
        {
            return uids.Contains(uid);
        }
    }

    public StoredObject Put(ObjectKey key, JsonObject node)
    {
        lock (Gate)
        {
            var before = Find(key);
            var stored = Stamp(key, node);
            Of(key.Group, key.Plural)[key] = stored;
            uids.Add(stored.Uid);
            Record(new Change(stored.Revision, before is null ? ChangeType.Added : ChangeType.Modified, stored, before));
            return stored;
        }
    }

    public StoredObject? Remove(ObjectKey key, JsonObject last)
    {
        lock (Gate)
        {
            if (!Of(key.Group, key.Plural).Remove(key, out var before))
            {
                return null;
            }

            uids.Remove(before.Uid);
            var stored = Stamp(key, last);
            Record(new Change(stored.Revision, ChangeType.Deleted, stored, before));
            return stored;
        }
    }

    /// <summary>Everything after <paramref name="revision"/>, or null when part of it is forgotten.</summary>
    public IReadOnlyList<Change>? Since(long revision)
    {
        lock (Gate)
        {
            return revision < forgotten ? null : [.. history.Where(change => change.Revision > revision)];
        }
    }

    /// <summary>Forgets the history: whoever resumes a watch from before now is told 410.</summary>
    public void Forget()
    {
        lock (Gate)
        {
            history.Clear();
            forgotten = Revision;
        }
    }

    public Channel<Change> Follow()
    {
        var feed = Channel.CreateUnbounded<Change>(new UnboundedChannelOptions { SingleReader = true });
        lock (Gate)
        {
            feeds.Add(feed);
        }

        return feed;
    }

    public void Unfollow(Channel<Change> feed)
    {
        lock (Gate)
        {
            feeds.Remove(feed);
        }
    }

    private StoredObject Stamp(ObjectKey key, JsonObject node)
    {
        Revision++;
        node.Meta()["resourceVersion"] = Revision.ToString(CultureInfo.InvariantCulture);
        return new StoredObject(key, Revision, node);
    }

    private void Record(Change change)
    {
        history.Enqueue(change);
        while (history.Count > historyLimit)
        {
            forgotten = history.Dequeue().Revision;
        }

        foreach (var feed in feeds)
        {
            feed.Writer.TryWrite(change);
        }
    }

    private SortedDictionary<ObjectKey, StoredObject> Of(string group, string plural)
    {
        if (!objects.TryGetValue((group, plural), out var items))
        {
            objects[(group, plural)] = items = new SortedDictionary<ObjectKey, StoredObject>(ByName);
        }

        return items;
    }
}
