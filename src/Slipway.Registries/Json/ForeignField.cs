using System.Globalization;
using System.Text.Json;

namespace Slipway.Registries.Json;

/// <summary>A place in somebody else's JSON, whether something is there or not. It knows its own name for messages. Never throws.</summary>
/// <param name="Element">What is there; null for nothing and for null.</param>
/// <param name="Path">The place's name, such as <c>events[0].target.tag</c>; empty for the whole body.</param>
internal readonly record struct ForeignField(JsonElement? Element, string Path)
{
    /// <summary>What is longer is no account and no identity of an event.</summary>
    private const int MaxWordLength = 255;

    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    /// <summary>The field of that name.</summary>
    public ForeignField this[string name] => new(Element.Field(name), Path.Length == 0 ? name : $"{Path}.{name}");

    /// <summary>Whether something is there.</summary>
    public bool Exists => Element is not null;

    /// <summary>The elements, each with its number; none when this is no array.</summary>
    public IEnumerable<ForeignField> Items
    {
        get
        {
            var path = Path;
            return Element.Items().Select((item, i) => new ForeignField(item is { ValueKind: JsonValueKind.Null } ? null : item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")));
        }
    }

    /// <summary>The text; null when there is none, or it is empty.</summary>
    public string? Text => Element.Text() is { Length: > 0 } text ? text : null;

    /// <summary>A short text without control characters, such as an account; null when there is none.</summary>
    public string? Word => Text is { Length: <= MaxWordLength } word && !word.Any(c => char.IsControl(c) || char.IsSurrogate(c)) ? word : null;

    /// <summary>
    /// A time as ISO 8601 writes it; null when there is none. A time that cannot be read is no reason to lose a push; the first of all days
    /// is how programs in Go write none, and GitHub does (google/go-github#2033).
    /// </summary>
    public DateTimeOffset? Time =>
        Word is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        && time.Year > 1
            ? time
            : null;

    /// <summary>A time in whole seconds since 1970; null when there is none.</summary>
    public DateTimeOffset? UnixTime =>
        Element is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var seconds) && seconds is >= FirstSecond and <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>Why <see cref="Text"/> is null, and what would be right.</summary>
    public string Lack(string example)
    {
        var what = Element switch
        {
            null => "missing",
            { ValueKind: not JsonValueKind.String } other => $"a JSON {other.ValueKind.Name()} and no string",
            var text => text.Value.GetRawText() == "\"\"" ? "empty" : "no readable text",
        };
        return $"{what}; expected a string such as {example}";
    }
}
