using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Pipelines.Source;

/// <summary>
/// Turns YAML into <see cref="SourceNode"/>s event by event, so that every bound holds while reading and not after:
/// depth, number of values, text and what aliases multiply.
/// </summary>
internal sealed class YamlSource
{
    private readonly DiagnosticList _diagnostics;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, SourceNode?> _anchors = [];
    private readonly SourceBudget _budget = new();

    private YamlSource(string text, DiagnosticList diagnostics)
    {
        _diagnostics = diagnostics;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The documents of a file; an empty list after an error, which is then among the diagnostics.</summary>
    public static IReadOnlyList<SourceNode> Read(string text, DiagnosticList diagnostics)
    {
        var source = new YamlSource(text, diagnostics);
        try
        {
            RefuseManyDirectives(text);
            return source.Documents();
        }
        catch (SourceRefusedException refused)
        {
            refused.Tell(diagnostics);
        }
        catch (YamlException e)
        {
            if (e.Message.Contains(" tab", StringComparison.Ordinal) && Tab(text, PlaceOf(e.Start)) is { } tab)
            {
                diagnostics.Error(DiagnosticCodes.Syntax, tab, "This line is indented with a tab.", "YAML is indented with spaces.");
            }
            else
            {
                diagnostics.Error(DiagnosticCodes.Syntax, PlaceOf(e.Start), Sentence(e));
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            // The parser is not ours, and some texts that are no YAML reach its inner checks.
            var place = source._parser.Current is { } current ? PlaceOf(current.End) : new Place(1, 1);
            diagnostics.Error(DiagnosticCodes.Syntax, place, "The text after this place is no YAML.");
        }

        return [];
    }

    /// <summary>The parser remembers every directive, and nothing counts them before it is through.</summary>
    private static void RefuseManyDirectives(string text)
    {
        if (text.AsSpan().Count("\n%") + text.AsSpan().Count("\r%") > SourceLimits.Directives)
        {
            throw new SourceRefusedException(DiagnosticCodes.TooLarge, new Place(1, 1), $"More than {SourceLimits.Directives} lines of the file start with '%', which makes them directives to the YAML parser.");
        }
    }

    private List<SourceNode> Documents()
    {
        var documents = new List<SourceNode>();
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out var start))
        {
            _budget.Document(PlaceOf(start.Start));
            _anchors.Clear();
            var document = Node(1);
            _parser.Consume<DocumentEnd>();
            if (document is not SourceScalar { IsNull: true })
            {
                documents.Add(document);
            }
        }

        return documents;
    }

    private SourceNode Node(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Aliased(alias, depth);
        }

        var start = _parser.Consume<NodeEvent>();
        Count(start, 1, 0);
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor] = null;
        }

        SourceNode node = start switch
        {
            Scalar scalar => ScalarNode(scalar),
            SequenceStart => List(start, depth),
            _ => Map(start, depth),
        };
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor] = node;
        }

        return node;
    }

    private SourceNode Aliased(AnchorAlias alias, int depth)
    {
        if (!_anchors.TryGetValue(alias.Value, out var node))
        {
            throw Refuse(DiagnosticCodes.Alias, alias, $"The alias '*{SourceText.Shown(alias.Value.Value)}' names no anchor above it.", $"An anchor is written '&{SourceText.Shown(alias.Value.Value)}'.");
        }

        if (node is null)
        {
            throw Refuse(DiagnosticCodes.Alias, alias, $"The alias '*{SourceText.Shown(alias.Value.Value)}' stands inside its own anchor, so it would never end.");
        }

        Count(alias, node.Weight, node.TextLength);
        return depth + node.Height - 1 <= SourceLimits.Depth ? node : throw SourceBudget.TooDeep(PlaceOf(alias.Start));
    }

    private SourceScalar ScalarNode(Scalar scalar)
    {
        Count(scalar, 0, scalar.Value.Length);
        var type = TypeOf(scalar);
        if (type is ScalarType.Number && !scalar.IsKey && !CoreSchema.IsJsonNumber(scalar.Value))
        {
            _diagnostics.Warning(
                DiagnosticCodes.NumberLosesText,
                PlaceOf(scalar.Start),
                () => ($"{scalar.Value} is the number {CoreSchema.JsonNumber(scalar.Value)}.", $"If it is a text, such as a tag, put it in quotes: '{scalar.Value}'."));
        }

        return new SourceScalar(PlaceOf(scalar.Start), scalar.Value, type, (int)scalar.Start.Index, (int)scalar.End.Index);
    }

    private ScalarType TypeOf(Scalar scalar)
    {
        if (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific)
        {
            return scalar.Style is ScalarStyle.Plain && scalar.Tag.IsEmpty ? CoreSchema.TypeOf(scalar.Value) : ScalarType.Text;
        }

        var type = CoreSchema.TypeOf(scalar.Value);
        switch (scalar.Tag.Value)
        {
            case "tag:yaml.org,2002:str":
                return ScalarType.Text;
            case "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" when type is ScalarType.Number:
            case "tag:yaml.org,2002:bool" when type is ScalarType.Boolean:
            case "tag:yaml.org,2002:null" when type is ScalarType.Null:
                return type;
            default:
                _diagnostics.Warning(DiagnosticCodes.UnknownTag, PlaceOf(scalar.Start), () => ($"The tag '{SourceText.Shown(scalar.Tag.Value)}' does not fit here; the value is read as a text.", null));
                return ScalarType.Text;
        }
    }

    private SourceList List(NodeEvent start, int depth)
    {
        SourceBudget.Depth(PlaceOf(start.Start), depth);
        var items = new List<SourceNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(depth + 1));
        }

        return new SourceList(PlaceOf(start.Start), items);
    }

    private SourceMap Map(NodeEvent start, int depth)
    {
        SourceBudget.Depth(PlaceOf(start.Start), depth);
        var entries = new MapEntries(_diagnostics);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var at = _parser.Current!;
            if (Node(depth + 1) is not SourceScalar key)
            {
                throw Refuse(DiagnosticCodes.WrongType, at, "A key must be a text, not a list or a map.", "A value that starts with '{' or '[' needs quotes.");
            }

            entries.Add(key, Node(depth + 1));
        }

        return new SourceMap(PlaceOf(start.Start), entries.All);
    }

    private void Count(ParsingEvent at, int values, long characters) => _budget.Count(PlaceOf(at.Start), values, characters);

    private static SourceRefusedException Refuse(string code, ParsingEvent at, string message, string? hint = null) =>
        new(code, PlaceOf(at.Start), message, hint);

    private static Place PlaceOf(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static string Sentence(YamlException e)
    {
        // "(Line: 3, Col: 1, Idx: 20) - (Line: …): While parsing …" came before; the place is told by us.
        var text = e.Message;
        var at = text.StartsWith('(') ? text.IndexOf("): ", StringComparison.Ordinal) : -1;
        text = at >= 0 ? text[(at + 3)..] : text;
        return text.EndsWith('.') ? text : text + ".";
    }

    /// <summary>The first tab in an indentation from a line on; the parser names the place where it began to read, which may be lines before.</summary>
    private static Place? Tab(string text, Place from)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var indent = line[..(line.IndexOfAnyExcept(' ', '\t') is var end and >= 0 ? end : line.Length)];
            if (number >= from.Line && indent.IndexOf('\t') is var tab and >= 0)
            {
                return new Place(number, tab + 1);
            }
        }

        return null;
    }
}
