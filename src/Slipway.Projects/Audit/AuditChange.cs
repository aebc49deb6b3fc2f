using System.Text.Json.Nodes;
using Slipway.Pipelines;

namespace Slipway.Projects.Audit;

/// <summary>
/// What changed of a thing, and nothing else, with every secret masked: that a secret changed is told, but neither it nor anything
/// that could be found out from (its length, a hash of it).
/// </summary>
/// <param name="Before">As it was; null for what was not there.</param>
/// <param name="After">As it is; null for what is gone.</param>
/// <param name="Paths">Where it differs, such as <c>stages.Build.tasks.Make.input.script</c>, in the thing's own order.</param>
public sealed record AuditChange(JsonObject? Before, JsonObject? After, IReadOnlyList<string> Paths)
{
    /// <summary>A thing that is new.</summary>
    public static AuditChange Created(AuditedState after) => new(null, Whole(after), []);

    /// <summary>A thing that is gone.</summary>
    public static AuditChange Deleted(AuditedState before) => new(Whole(before), null, []);

    /// <summary>What lies between two states; null when nothing that is audited changed.</summary>
    public static AuditChange? Between(AuditedState before, AuditedState after)
    {
        var (was, @is, paths) = (new JsonObject(), new JsonObject(), new List<string>());
        foreach (var name in before.Values.Keys.Union(after.Values.Keys))
        {
            var (a, b) = (before.Values.GetValueOrDefault(name), after.Values.GetValueOrDefault(name));
            if (JsonSameness.Are(a.Value, b.Value))
            {
                continue;
            }

            if (a.IsSecret || b.IsSecret)
            {
                AuditMask.Secret(name, a.Value, b.Value, was, @is);
                paths.Add(name);
            }
            else
            {
                Compare(name, name, a.Value, b.Value, was, @is, paths);
            }
        }

        return paths.Count == 0 ? null : new AuditChange(AuditBounds.Cut(was), AuditBounds.Cut(@is), paths);
    }

    private static JsonObject Whole(AuditedState state)
    {
        var whole = new JsonObject();
        foreach (var (name, value) in state.Values.Where(pair => pair.Value.Value is not null))
        {
            whole[name] = value.IsSecret ? SecretText : AuditMask.Copy(name, value.Value);
        }

        return AuditBounds.Cut(whole);
    }

    private static void Compare(string name, string path, JsonNode? a, JsonNode? b, JsonObject was, JsonObject @is, List<string> paths)
    {
        if (a is JsonObject before && b is JsonObject after)
        {
            var (innerWas, innerIs) = (new JsonObject(), new JsonObject());
            foreach (var key in before.Select(pair => pair.Key).Union(after.Select(pair => pair.Key)).Where(key => !JsonSameness.Are(before[key], after[key])))
            {
                Compare(key, $"{path}.{key}", before[key], after[key], innerWas, innerIs, paths);
            }

            (was[name], @is[name]) = (innerWas, innerIs);
            return;
        }

        paths.Add(path);
        if (AuditMask.IsSecret(name, a) || AuditMask.IsSecret(name, b))
        {
            AuditMask.Secret(name, a, b, was, @is);
            return;
        }

        if (a is not null)
        {
            was[name] = AuditMask.Copy(name, a);
        }

        if (b is not null)
        {
            @is[name] = AuditMask.Copy(name, b);
        }
    }

    private static string SecretText => Pipelines.Expressions.SecretMask.Text;
}
