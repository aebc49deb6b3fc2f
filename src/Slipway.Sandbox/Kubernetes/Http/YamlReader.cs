using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Sandbox.Kubernetes.Objects;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>
/// One YAML document as JSON. Depth and number of nodes are bounded, because an alias inside an alias makes gigabytes of a few lines.
/// </summary>
internal sealed partial class YamlReader
{
    private const int MaxNodes = 200_000;

    private readonly Parser parser;
    private readonly Dictionary<string, JsonNode?> anchors = new(StringComparer.Ordinal);
    private int nodes;

    private YamlReader(Parser parser) => this.parser = parser;

    public static Outcome<JsonNode> Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var parser = new Parser(new StringReader(Encoding.UTF8.GetString(bytes)));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return ApiFailure.BadRequest("error decoding YAML: the body is empty");
            }

            return new YamlReader(parser).Node(0) is { } node ? node : ApiFailure.BadRequest("error decoding YAML: the document is null, not an object");
        }
        catch (YamlException problem)
        {
            return ApiFailure.BadRequest($"error decoding YAML: line {problem.Start.Line}, column {problem.Start.Column}: {problem.Message}");
        }
    }

    private JsonNode? Node(int depth)
    {
        if (depth > WireJson.MaxDepth || ++nodes > MaxNodes)
        {
            throw new YamlException(parser.Current?.Start ?? Mark.Empty, parser.Current?.End ?? Mark.Empty, "too deep or too large");
        }

        var anchor = (parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        var node = parser.Current switch
        {
            AnchorAlias => Alias(),
            MappingStart => Mapping(depth),
            SequenceStart => Sequence(depth),
            _ => Scalar(parser.Consume<Scalar>()),
        };
        if (!anchor.IsEmpty)
        {
            anchors[anchor.Value] = node;
        }

        return node;
    }

    private JsonObject Mapping(int depth)
    {
        parser.Consume<MappingStart>();
        var mapping = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            if (!mapping.TryAdd(key.Value, Node(depth + 1)))
            {
                throw new YamlException(key.Start, key.End, $"key \"{key.Value}\" already set in map");
            }
        }

        return mapping;
    }

    private JsonArray Sequence(int depth)
    {
        parser.Consume<SequenceStart>();
        var list = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            list.Add(Node(depth + 1));
        }

        return list;
    }

    private JsonNode? Alias()
    {
        var alias = parser.Consume<AnchorAlias>();
        if (!anchors.TryGetValue(alias.Value.Value, out var target))
        {
            throw new YamlException(alias.Start, alias.End, $"unknown anchor '{alias.Value.Value}'");
        }

        nodes += Count(target);
        return nodes > MaxNodes ? throw new YamlException(alias.Start, alias.End, "aliases expand to too much") : target?.DeepClone();
    }

    private static int Count(JsonNode? node) => node switch
    {
        JsonObject fields => 1 + fields.Sum(field => Count(field.Value)),
        JsonArray list => 1 + list.Sum(Count),
        _ => 1,
    };

    private static JsonNode? Scalar(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str")
        {
            return text;
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ when Integer().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            _ when Float().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) => real,
            _ => text,
        };
    }

    [GeneratedRegex(@"\A[-+]?[0-9]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Float();
}
