using System.Globalization;
using System.Text;

namespace Slipway.Pipelines.Source;

/// <summary>Finds the way to a place of a document: <c>stages.Build.taskOrder[0]</c>.</summary>
internal static class SourcePath
{
    /// <summary>The way to the last key or item that starts at or before the place; null when that is the document itself.</summary>
    public static string? Of(IReadOnlyList<SourceNode> documents, Place place)
    {
        var document = documents.LastOrDefault(d => d.Place != Place.None && !IsAfter(d.Place, place));
        if (place == Place.None || document is null)
        {
            return null;
        }

        var path = new StringBuilder();
        for (var node = document; node is not null;)
        {
            node = node switch
            {
                SourceMap map => Into(map, place, path),
                SourceList list => Into(list, place, path),
                _ => null,
            };
        }

        return path.Length is 0 ? null : path.ToString();
    }

    /// <summary>The way that these keys are, as <see cref="Of(IReadOnlyList{SourceNode}, Place)"/> writes it.</summary>
    public static string Of(ReadOnlySpan<string> keys)
    {
        var path = new StringBuilder();
        foreach (var key in keys)
        {
            Append(path, key);
        }

        return path.ToString();
    }

    private static void Append(StringBuilder path, string key)
    {
        var isWord = key.Length > 0 && key.AsSpan().IndexOfAny('.', '[', ']') < 0;
        path.Append(isWord ? (path.Length > 0 ? "." : "") + key : $"[\"{key.Replace("\"", "\\\"", StringComparison.Ordinal)}\"]");
    }

    private static SourceNode? Into(SourceMap map, Place place, StringBuilder path)
    {
        var at = Last(map.Entries.Count, i => map.Entries[i].Key.Place, place);
        if (at < 0)
        {
            return null;
        }

        Append(path, map.Entries[at].Key.Text);
        return map.Entries[at].Value;
    }

    private static SourceNode? Into(SourceList list, Place place, StringBuilder path)
    {
        var at = Last(list.Items.Count, i => list.Items[i].Place, place);
        if (at < 0)
        {
            return null;
        }

        path.Append(CultureInfo.InvariantCulture, $"[{at}]");
        return list.Items[at];
    }

    private static int Last(int count, Func<int, Place> placeOf, Place place)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            if (!IsAfter(placeOf(i), place))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsAfter(Place a, Place b) => (a.Line, a.Column).CompareTo((b.Line, b.Column)) > 0;
}
