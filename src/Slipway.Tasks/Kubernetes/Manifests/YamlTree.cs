using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Tasks.Kubernetes.Manifests;

/// <summary>
/// Reads one YAML document into JSON, event by event, so that depth, size and duplicate keys are seen where they stand
/// and nothing is built that a limit forbids. Aliases are copied and counted; <c>&lt;&lt;</c> merges as kubectl does.
/// </summary>
internal sealed class YamlTree(IParser parser)
{
    private readonly Dictionary<string, JsonNode?> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    public JsonNode? ReadDocument()
    {
        parser.Consume<DocumentStart>();
        var node = Read(depth: 0);
        parser.Consume<DocumentEnd>();
        _anchors.Clear();
        return node;
    }

    private JsonNode? Read(int depth)
    {
        var at = parser.Current!.Start;
        if (depth > ManifestLimits.MaxDepth)
        {
            throw new YamlFault(at.Line, at.Column, $"nested deeper than {ManifestLimits.MaxDepth} levels.");
        }

        Count(1, at);
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Resolve(alias);
        }

        var anchor = parser.Current is NodeEvent { Anchor.IsEmpty: false } node ? node.Anchor.Value : null;
        JsonNode? value = parser.Current switch
        {
            Scalar => YamlScalar.Read(parser.Consume<Scalar>()),
            MappingStart => ReadMapping(depth),
            _ => ReadSequence(depth),
        };

        if (anchor is not null)
        {
            _anchors[anchor] = value;
        }

        return value;
    }

    private JsonObject ReadMapping(int depth)
    {
        parser.Consume<MappingStart>();
        var mapping = new JsonObject();
        var merged = new List<JsonObject>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!.Start;
            if (!parser.TryConsume<Scalar>(out var key))
            {
                throw new YamlFault(at.Line, at.Column, "a key must be plain text.");
            }

            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                merged.AddRange(Mergeable(Read(depth + 1), at));
                continue;
            }

            if (mapping.ContainsKey(key.Value))
            {
                throw new YamlFault(at.Line, at.Column, $"the key '{Shortened(key.Value)}' stands here a second time.");
            }

            mapping.Add(key.Value, Read(depth + 1));
        }

        foreach (var (key, value) in merged.SelectMany(m => m))
        {
            if (!mapping.ContainsKey(key))
            {
                mapping.Add(key, value?.DeepClone());
            }
        }

        return mapping;
    }

    private JsonArray ReadSequence(int depth)
    {
        parser.Consume<SequenceStart>();
        var sequence = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            sequence.Add(Read(depth + 1));
        }

        return sequence;
    }

    private JsonNode? Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var value))
        {
            throw new YamlFault(alias.Start.Line, alias.Start.Column, $"the alias *{Shortened(alias.Value.Value)} has no anchor before it.");
        }

        Count(Size(value), alias.Start);
        return value?.DeepClone();
    }

    private static IEnumerable<JsonObject> Mergeable(JsonNode? value, Mark at) => value switch
    {
        JsonObject one => [one],
        JsonArray many when many.All(m => m is JsonObject) => many.Cast<JsonObject>(),
        _ => throw new YamlFault(at.Line, at.Column, "'<<' must be followed by a mapping or a list of mappings."),
    };

    private void Count(int nodes, Mark at)
    {
        _nodes += nodes;
        if (_nodes > ManifestLimits.MaxNodes)
        {
            throw new YamlFault(at.Line, at.Column, $"more than {ManifestLimits.MaxNodes} values, aliases resolved.");
        }
    }

    private static int Size(JsonNode? node) => node switch
    {
        JsonObject mapping => 1 + mapping.Sum(p => Size(p.Value)),
        JsonArray sequence => 1 + sequence.Sum(Size),
        _ => 1,
    };

    private static string Shortened(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");
}
