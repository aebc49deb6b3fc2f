using System.Collections.Immutable;

namespace Slipway.Sandbox.DockerHub;

/// <summary>A repository: its tags, its hooks and what the hooks were sent. Every reader gets a picture of one moment.</summary>
internal sealed class HubRepository(string @namespace, string name, bool isPrivate, DateTimeOffset created)
{
    private readonly Lock gate = new();
    private ImmutableList<HubTag> tags = [];
    private ImmutableList<HubHook> hooks = [];
    private ImmutableDictionary<string, ImmutableList<HubDelivery>> deliveries = ImmutableDictionary<string, ImmutableList<HubDelivery>>.Empty;

    public string Namespace => @namespace;

    public string Name => name;

    public string Path => $"{@namespace}/{name}";

    public bool IsPrivate => isPrivate;

    public DateTimeOffset Created => created;

    /// <summary>The tag that was pushed last comes first, as the Hub lists them.</summary>
    public ImmutableList<HubTag> Tags
    {
        get
        {
            lock (gate)
            {
                return tags;
            }
        }
    }

    public ImmutableList<HubHook> Hooks
    {
        get
        {
            lock (gate)
            {
                return hooks;
            }
        }
    }

    public void Point(HubTag tag)
    {
        lock (gate)
        {
            tags = tags.RemoveAll(t => t.Name == tag.Name).Insert(0, tag);
        }
    }

    public bool RemoveTag(string tag)
    {
        lock (gate)
        {
            var before = tags;
            tags = tags.RemoveAll(t => t.Name == tag);
            return tags.Count < before.Count;
        }
    }

    /// <summary>False when the repository has a hook of that name.</summary>
    public bool TryAdd(HubHook hook)
    {
        lock (gate)
        {
            if (hooks.Exists(h => h.Name == hook.Name))
            {
                return false;
            }

            hooks = hooks.Add(hook);
            return true;
        }
    }

    public bool RemoveHook(string slug)
    {
        lock (gate)
        {
            var before = hooks.Count;
            hooks = hooks.RemoveAll(h => h.Slug == slug);
            deliveries = deliveries.Remove(slug);
            return hooks.Count < before;
        }
    }

    public void Record(string slug, HubDelivery delivery)
    {
        lock (gate)
        {
            if (hooks.Exists(h => h.Slug == slug))
            {
                deliveries = deliveries.SetItem(slug, Deliveries(slug).Insert(0, delivery));
            }
        }
    }

    /// <summary>The newest first; empty when the hook is unknown.</summary>
    public ImmutableList<HubDelivery> History(string slug)
    {
        lock (gate)
        {
            return Deliveries(slug);
        }
    }

    private ImmutableList<HubDelivery> Deliveries(string slug) => deliveries.GetValueOrDefault(slug, []);
}
