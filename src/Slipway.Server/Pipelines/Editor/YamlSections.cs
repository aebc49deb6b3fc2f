using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>
/// Changes single keys of a document's text. What a person wrote around them, comments and order, stays as it is; where that cannot be done
/// for certain, all of the text is written anew.
/// </summary>
internal static class YamlSections
{
    /// <summary>The text of the changed pipeline.</summary>
    /// <param name="text">As it was written; it means <paramref name="before"/>.</param>
    /// <param name="before">The pipeline as it was.</param>
    /// <param name="after">The pipeline as it is to be.</param>
    public static string Change(string text, Pipeline before, Pipeline after)
    {
        var whole = DocumentFile.Write(after);
        var changed = Spliced(text, Split(DocumentFile.Write(before)), Split(whole));
        return DocumentFile.Read(changed).Documents is [Pipeline read] && DocumentFile.Write(read) == whole ? changed : whole;
    }

    private static string Spliced(string text, List<Section> before, List<Section> after)
    {
        var sections = Split(text.EndsWith('\n') ? text : text + "\n");
        var keys = before.Concat(after).Select(section => section.Key).OfType<string>().Distinct().ToList();
        foreach (var key in keys.Where(key => TextOf(before, key) != TextOf(after, key)))
        {
            var at = sections.FindIndex(section => section.Key == key);
            var wanted = after.Find(section => section.Key == key);
            if (at >= 0)
            {
                sections.RemoveAt(at);
            }

            if (wanted is not null)
            {
                sections.Insert(at >= 0 ? at : PlaceFor(key, sections, after), wanted);
            }
        }

        return string.Concat(sections.Select(section => section.Text));
    }

    /// <summary>After the last of the keys that stand before it in exports.</summary>
    private static int PlaceFor(string key, List<Section> sections, List<Section> order)
    {
        var earlier = order.TakeWhile(section => section.Key != key).Select(section => section.Key).OfType<string>().ToHashSet();
        return sections.FindLastIndex(section => section.Key is { } known && earlier.Contains(known)) + 1;
    }

    private static string? TextOf(List<Section> sections, string key) => sections.Find(section => section.Key == key)?.Text;

    /// <summary>The text by its keys of the first level; comments and blank lines between them are sections without a key.</summary>
    private static List<Section> Split(string text)
    {
        var sections = new List<Section>();
        foreach (var line in text.Split('\n').SkipLast(1).Select(line => line + "\n"))
        {
            var last = sections.LastOrDefault();
            if (KeyOf(line) is { } key)
            {
                sections.Add(new Section(key, line));
            }
            else if (last is { Key: not null } && (line[0] is ' ' or '\t' || line.StartsWith("- ", StringComparison.Ordinal)))
            {
                sections[^1] = last with { Text = last.Text + line };
            }
            else if (last is { Key: not null } && line.Trim().Length == 0 && IsWithin(text, sections))
            {
                sections[^1] = last with { Text = last.Text + line };
            }
            else
            {
                sections.Add(new Section(null, line));
            }
        }

        return sections;
    }

    // A blank line belongs to what goes on after it.
    private static bool IsWithin(string text, List<Section> sections)
    {
        var rest = text.AsSpan(sections.Sum(section => section.Text.Length)).TrimStart('\n');
        return rest.Length > 0 && rest[0] is ' ' or '\t';
    }

    private static string? KeyOf(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && (char.IsAsciiLetter(line[0]) || line[0] == '_') && line[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? line[..colon] : null;
    }

    private sealed record Section(string? Key, string Text);
}
