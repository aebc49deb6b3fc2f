using System.Text;
using System.Text.Json;

namespace Slipway.Pipelines.Source;

/// <summary>
/// Turns the text of a JSON file into <see cref="SourceNode"/>s with places, within the bounds that hold for YAML. JSON is RFC 8259
/// to the letter: a comment or a comma too many is told as such.
/// </summary>
internal sealed class JsonTextSource
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = SourceLimits.Depth + 2, CommentHandling = JsonCommentHandling.Disallow };

    private readonly DiagnosticList _diagnostics;
    private readonly SourceBudget _budget = new();
    private readonly TextCursor _cursor;

    private JsonTextSource(TextCursor cursor, DiagnosticList diagnostics)
    {
        _cursor = cursor;
        _diagnostics = diagnostics;
    }

    /// <summary>The documents of a file: the items of a list, or the one value. An empty list after an error, which is then among the diagnostics.</summary>
    /// <param name="text">Text that <see cref="SourceText"/> let pass.</param>
    /// <param name="diagnostics">Where problems go.</param>
    public static IReadOnlyList<SourceNode> Read(string text, DiagnosticList diagnostics)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var source = new JsonTextSource(new TextCursor(text, utf8), diagnostics);
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            return source.Documents(ref reader);
        }
        catch (SourceRefusedException refused)
        {
            refused.Tell(diagnostics);
        }
        catch (JsonException e)
        {
            JsonSyntax.Tell(e, text, diagnostics);
        }

        return [];
    }

    private List<SourceNode> Documents(ref Utf8JsonReader reader)
    {
        var documents = new List<SourceNode>();
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            {
                _budget.Document(PlaceOf(ref reader));
                documents.Add(Node(ref reader, 1));
            }
        }
        else
        {
            documents.Add(Node(ref reader, 1));
        }

        // What stands after the value is told by the reader.
        reader.Read();
        return documents;
    }

    private SourceNode Node(ref Utf8JsonReader reader, int depth)
    {
        var place = PlaceOf(ref reader);
        _budget.Count(place, 1, 0);
        return reader.TokenType switch
        {
            JsonTokenType.StartArray => List(ref reader, place, depth),
            JsonTokenType.StartObject => Map(ref reader, place, depth),
            JsonTokenType.String => Text(ref reader, place),
            JsonTokenType.Number => Number(ref reader, place),
            JsonTokenType.True => Scalar(ref reader, place, "true", ScalarType.Boolean),
            JsonTokenType.False => Scalar(ref reader, place, "false", ScalarType.Boolean),
            _ => Scalar(ref reader, place, "", ScalarType.Null),
        };
    }

    private SourceList List(ref Utf8JsonReader reader, Place place, int depth)
    {
        SourceBudget.Depth(place, depth);
        var items = new List<SourceNode>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            items.Add(Node(ref reader, depth + 1));
        }

        return new SourceList(place, items);
    }

    private SourceMap Map(ref Utf8JsonReader reader, Place place, int depth)
    {
        SourceBudget.Depth(place, depth);
        var entries = new MapEntries(_diagnostics);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            var at = PlaceOf(ref reader);
            _budget.Count(at, 1, 0);
            var key = Text(ref reader, at);
            reader.Read();
            entries.Add(key, Node(ref reader, depth + 1));
        }

        return new SourceMap(place, entries.All);
    }

    private SourceScalar Text(ref Utf8JsonReader reader, Place place)
    {
        try
        {
            return Scalar(ref reader, place, reader.GetString()!, ScalarType.Text);
        }
        catch (InvalidOperationException)
        {
            throw new SourceRefusedException(DiagnosticCodes.NotText, place, "This text holds half of a surrogate pair, which is no character.", @"Write both halves, such as \uD83D\uDE00.");
        }
    }

    private SourceScalar Number(ref Utf8JsonReader reader, Place place) => reader.ValueSpan.Length <= CoreSchema.LongestNumber
        ? Scalar(ref reader, place, Encoding.ASCII.GetString(reader.ValueSpan), ScalarType.Number)
        : throw new SourceRefusedException(DiagnosticCodes.OutOfRange, place, $"This number has {reader.ValueSpan.Length} characters; at most {CoreSchema.LongestNumber} are read.", "If it is a text, put it in quotes.");

    private SourceScalar Scalar(ref Utf8JsonReader reader, Place place, string text, ScalarType type)
    {
        _budget.Count(place, 0, text.Length);

        // What the reader consumed of a key is its colon too.
        var length = reader.ValueSpan.Length + (type is ScalarType.Text ? 2 : 0);
        return new SourceScalar(place, text, type, _cursor.IndexOf(reader.TokenStartIndex), _cursor.IndexOf(reader.TokenStartIndex + length));
    }

    private Place PlaceOf(ref Utf8JsonReader reader) => _cursor.PlaceOf(reader.TokenStartIndex);
}
