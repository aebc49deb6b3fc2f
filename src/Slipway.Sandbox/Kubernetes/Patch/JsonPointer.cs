using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.Sandbox.Kubernetes.Patch;

/// <summary>A place in a document, RFC 6901: the container it is in, and its last step.</summary>
internal readonly record struct JsonPointer(JsonNode Container, string Step)
{
    public static IReadOnlyList<string>? Parse(string? text) =>
        text is null || (text.Length > 0 && text[0] != '/') ? null
        : [.. text.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    public static JsonPointer? Find(JsonNode root, IReadOnlyList<string> steps)
    {
        JsonNode? node = root;
        foreach (var step in steps.SkipLast(1))
        {
            node = node is null ? null : new JsonPointer(node, step).Read(out var found) ? found : null;
        }

        return node is null || steps.Count == 0 ? null : new JsonPointer(node, steps[^1]);
    }

    public bool Read(out JsonNode? value)
    {
        value = null;
        switch (Container)
        {
            case JsonObject fields:
                return fields.TryGetPropertyValue(Step, out value);
            case JsonArray list when Index(list.Count - 1) is { } index:
                value = list[index];
                return true;
            default:
                return false;
        }
    }

    public bool Add(JsonNode? value)
    {
        switch (Container)
        {
            case JsonObject fields:
                fields[Step] = value;
                return true;
            case JsonArray list when Step == "-":
                list.Add(value);
                return true;
            case JsonArray list when Index(list.Count) is { } index:
                list.Insert(index, value);
                return true;
            default:
                return false;
        }
    }

    public bool Remove()
    {
        switch (Container)
        {
            case JsonObject fields:
                return fields.Remove(Step);
            case JsonArray list when Index(list.Count - 1) is { } index:
                list.RemoveAt(index);
                return true;
            default:
                return false;
        }
    }

    private int? Index(int last) =>
        int.TryParse(Step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last ? index : null;
}
