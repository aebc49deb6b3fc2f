namespace Slipway.Pipelines.Source;

/// <summary>What a file may still cost. Every reader counts while it reads, so that nothing is made before it is known to fit.</summary>
internal sealed class SourceBudget
{
    private int _documents;
    private int _values;
    private long _characters;

    public void Document(Place place)
    {
        if (++_documents > SourceLimits.Documents)
        {
            throw new SourceRefusedException(DiagnosticCodes.TooLarge, place, $"The file has more than {SourceLimits.Documents} documents.", "Split it into several files.");
        }
    }

    /// <summary>Counts values and the characters of their texts.</summary>
    public void Count(Place place, int values, long characters)
    {
        _values += values;
        _characters += characters;
        if (_values > SourceLimits.Values || _characters > SourceLimits.Characters)
        {
            throw new SourceRefusedException(
                DiagnosticCodes.TooLarge,
                place,
                $"With every alias written out the document is over {SourceLimits.Values} values or {SourceLimits.Characters} characters.");
        }
    }

    public static void Depth(Place place, int depth)
    {
        if (depth > SourceLimits.Depth)
        {
            throw TooDeep(place);
        }
    }

    public static SourceRefusedException TooDeep(Place place) =>
        new(DiagnosticCodes.TooDeep, place, $"Lists and maps are nested deeper than {SourceLimits.Depth} levels.");
}
