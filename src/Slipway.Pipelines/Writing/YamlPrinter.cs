using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Pipelines.Writing;

/// <summary>Prints trees as YAML documents: block style, two spaces, lists not indented, no line folded, as exports look.</summary>
internal static class YamlPrinter
{
    private static readonly EmitterSettings Settings =
        new EmitterSettings().WithBestIndent(2).WithBestWidth(int.MaxValue).WithMaxSimpleKeyLength(1024).WithNewLine("\n");

    public static string Print(IEnumerable<JsonNode> documents)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        foreach (var document in documents)
        {
            emitter.Emit(new DocumentStart(null, [], isImplicit: false));
            Node(emitter, document);
            emitter.Emit(new DocumentEnd(isImplicit: true));
        }

        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Node(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, map.Count is 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (key, value) in map)
                {
                    Scalar(emitter, key, ScalarStyles.OfKey(key));
                    Node(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, list.Count is 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list)
                {
                    Node(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case null:
                Scalar(emitter, "null", ScalarStyle.Plain);
                break;
            default:
                if (JsonText.TextOf(node) is { } text)
                {
                    Scalar(emitter, text, ScalarStyles.Of(text));
                }
                else
                {
                    Scalar(emitter, node.ToJsonString(), ScalarStyle.Plain);
                }

                break;
        }
    }

    private static void Scalar(Emitter emitter, string text, ScalarStyle style) =>
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));
}
