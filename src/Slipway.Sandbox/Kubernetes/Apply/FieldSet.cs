using System.Text.Json.Nodes;

namespace Slipway.Sandbox.Kubernetes.Apply;

/// <summary>
/// A set of field paths, as <c>fieldsV1</c> writes it: <c>f:</c> a field, <c>k:</c> a keyed item, <c>v:</c> a value in a set, and
/// <c>.</c> for the place itself. Source: sigs.k8s.io/structured-merge-diff/fieldpath.
/// </summary>
internal sealed class FieldSet
{
    private readonly SortedDictionary<string, FieldSet> children = new(StringComparer.Ordinal);

    public bool Here { get; set; }

    public bool Empty => !Here && children.Count == 0;

    public IReadOnlyDictionary<string, FieldSet> Children => children;

    public static FieldSet Parse(JsonObject? fields)
    {
        var set = new FieldSet();
        foreach (var (name, value) in fields ?? [])
        {
            if (name == ".")
            {
                set.Here = true;
            }
            else
            {
                var child = Parse(value as JsonObject);
                child.Here |= child.children.Count == 0;
                set.children[name] = child;
            }
        }

        return set;
    }

    public FieldSet Child(string element)
    {
        if (!children.TryGetValue(element, out var child))
        {
            children[element] = child = new FieldSet();
        }

        return child;
    }

    public FieldSet? Find(string element) => children.GetValueOrDefault(element);

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Here && children.Count > 0)
        {
            json["."] = new JsonObject();
        }

        foreach (var (element, child) in children)
        {
            json[element] = child.ToJson();
        }

        return json;
    }

    public FieldSet Union(FieldSet? other)
    {
        var union = new FieldSet { Here = Here || other?.Here == true };
        foreach (var element in children.Keys.Union(other?.children.Keys ?? Enumerable.Empty<string>()))
        {
            union.children[element] = (Find(element) ?? new FieldSet()).Union(other?.Find(element));
        }

        return union;
    }

    public FieldSet Without(FieldSet? other) => Keep(other, (mine, theirs) => mine && !theirs);

    public FieldSet Intersect(FieldSet? other) => Keep(other, (mine, theirs) => mine && theirs);

    public bool SameAs(FieldSet other) => Without(other).Empty && other.Without(this).Empty;

    /// <summary>Every member as people read it: <c>.spec.template.spec.containers[name="web"].image</c>.</summary>
    public IEnumerable<string> Paths(string prefix = "")
    {
        if (Here)
        {
            yield return prefix;
        }

        foreach (var (element, child) in children)
        {
            foreach (var path in child.Paths(prefix + FieldPath.Show(element)))
            {
                yield return path;
            }
        }
    }

    private FieldSet Keep(FieldSet? other, Func<bool, bool, bool> rule)
    {
        var kept = new FieldSet { Here = rule(Here, other?.Here == true) };
        foreach (var (element, child) in children)
        {
            var rest = child.Keep(other?.Find(element), rule);
            if (!rest.Empty)
            {
                kept.children[element] = rest;
            }
        }

        return kept;
    }
}
