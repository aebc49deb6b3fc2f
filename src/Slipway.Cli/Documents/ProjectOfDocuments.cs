using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Cli.Documents;

/// <summary>Puts documents into another project. Only that value changes: comments, order and lines stay, so that errors are where they were.</summary>
internal static class ProjectOfDocuments
{
    /// <summary>The depth right below a document: stream, document, mapping.</summary>
    private const int InMapping = 3;

    /// <summary>The text with <c>project</c> set in every document; as it was when it is no YAML, which the server will tell.</summary>
    public static string Set(string text, string project)
    {
        var edits = new List<(int Start, int End, string Text)>();
        try
        {
            // Quoted as JSON is, which YAML reads as well.
            Collect(text, JsonSerializer.Serialize(project), edits);
        }
        catch (YamlException)
        {
            return text;
        }

        var changed = new StringBuilder(text);
        foreach (var (start, end, replacement) in Enumerable.Reverse(edits))
        {
            changed.Remove(start, end - start).Insert(start, replacement);
        }

        return changed.ToString();
    }

    private static void Collect(string text, string quoted, List<(int Start, int End, string Text)> edits)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        var isKey = true;
        var isProject = false;
        var isSet = false;
        MappingStart? document = null;
        while (parser.MoveNext())
        {
            var current = parser.Current!;
            if (current is MappingEnd && depth is InMapping && document is not null && !isSet)
            {
                edits.Add(Insertion(document, quoted));
            }

            var outer = depth;
            depth += current.NestingIncrease;
            if (current is MappingStart start && depth is InMapping)
            {
                (document, isKey, isSet) = (start, true, false);
            }
            else if (current is DocumentStart)
            {
                document = null;
            }
            else if (document is not null && depth is InMapping && (outer is InMapping || current is MappingEnd or SequenceEnd) && current is Scalar or AnchorAlias or MappingEnd or SequenceEnd)
            {
                if (isKey)
                {
                    isProject = current is Scalar { Value: "project" };
                }
                else if (isProject && current is Scalar value)
                {
                    edits.Add(((int)value.Start.Index, (int)value.End.Index, value.Start.Index == value.End.Index ? $" {quoted}" : quoted));
                    isSet = true;
                }

                isKey = !isKey;
            }
        }
    }

    private static (int Start, int End, string Text) Insertion(MappingStart document, string quoted)
    {
        var at = (int)document.Start.Index;
        return document.Style is MappingStyle.Flow
            ? (at + 1, at + 1, $"\"project\": {quoted}, ")
            : (at, at, $"project: {quoted}\n{new string(' ', (int)document.Start.Column - 1)}");
    }
}
