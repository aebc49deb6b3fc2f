using System.Text;

namespace Slipway.Pipelines.Source;

/// <summary>
/// Tells for offsets in the UTF-8 form of a text where they are in the text. It only goes forward, so all places of a file together cost one pass over it.
/// </summary>
internal sealed class TextCursor(string text, ReadOnlyMemory<byte> utf8)
{
    private readonly bool _isAscii = text.Length == utf8.Length;
    private int _byte;
    private int _index;
    private int _line = 1;
    private int _lineStart;
    private int _told;

    /// <summary>The index in the text.</summary>
    /// <param name="offset">An offset in the bytes; no smaller than any before.</param>
    public int IndexOf(long offset)
    {
        var to = (int)offset;
        _index += _isAscii ? to - _byte : Encoding.UTF8.GetCharCount(utf8.Span[_byte..to]);
        _byte = to;
        return _index;
    }

    /// <summary>Line and column.</summary>
    /// <param name="offset">An offset in the bytes; no smaller than any before.</param>
    public Place PlaceOf(long offset)
    {
        var index = IndexOf(offset);
        var passed = text.AsSpan(_told, index - _told);
        if (passed.LastIndexOf('\n') is var end and >= 0)
        {
            _line += passed.Count('\n');
            _lineStart = _told + end + 1;
        }

        _told = index;
        return new Place(_line, index - _lineStart + 1);
    }
}
