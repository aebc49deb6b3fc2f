using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Cli.Documents;

/// <summary>One document of an export.</summary>
/// <param name="Project">Where it is.</param>
/// <param name="Kind">As <c>PIPELINE</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Yaml">Its text, as the server wrote it.</param>
internal sealed record ExportedDocument(string Project, string Kind, string Name, string Yaml)
{
    private const int InMapping = 3;

    /// <summary>
    /// A file for it, below a directory. What a name has that a file must not is written as a URL would write it, so no name
    /// leads out of the directory, and no two lead to one file.
    /// </summary>
    public string FileName => Path.Combine(Safe(Project), $"{Safe(Name)}.{Safe(Kind.ToLowerInvariant())}.yaml");

    /// <summary>Takes an export apart.</summary>
    public static IReadOnlyList<ExportedDocument> Split(string yaml)
    {
        // In the first column three dashes always start a document: texts of several lines are indented.
        var starts = new List<int>();
        for (var at = 0; at >= 0 && at < yaml.Length; at = yaml.IndexOf('\n', at) is var end and >= 0 ? end + 1 : -1)
        {
            if (yaml.AsSpan(at).StartsWith("---") && (at + 3 == yaml.Length || char.IsWhiteSpace(yaml[at + 3])))
            {
                starts.Add(at);
            }
        }

        if (starts.Count is 0 || yaml.AsSpan(0, starts[0]).Trim().Length > 0)
        {
            starts.Insert(0, 0);
        }

        return [.. starts.Select((start, place) => Read(yaml[start..(place + 1 < starts.Count ? starts[place + 1] : yaml.Length)]))];
    }

    private static ExportedDocument Read(string yaml)
    {
        var fields = new Dictionary<string, string>();
        try
        {
            var parser = new Parser(new StringReader(yaml));
            var depth = 0;
            string? key = null;
            while (parser.MoveNext())
            {
                depth += parser.Current!.NestingIncrease;
                if (depth is InMapping && parser.Current is Scalar scalar && key is null)
                {
                    key = scalar.Value;
                }
                else if (depth is InMapping && parser.Current is Scalar or MappingEnd or SequenceEnd)
                {
                    fields[key ?? ""] = (parser.Current as Scalar)?.Value ?? "";
                    key = null;
                }
            }
        }
        catch (YamlException e)
        {
            throw new CommandException($"the server's export cannot be understood: {e.Message}");
        }

        return new ExportedDocument(fields.GetValueOrDefault("project", ""), fields.GetValueOrDefault("kind", ""), fields.GetValueOrDefault("name", ""), yaml);
    }

    private static string Safe(string name)
    {
        var safe = string.Concat(name.EnumerateRunes().Select(rune =>
            rune.Value is '%' or '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || System.Text.Rune.IsControl(rune) ? Uri.EscapeDataString(rune.ToString()) : rune.ToString()));
        return safe.Length is 0 ? "_" : safe[0] is '.' ? $"%2E{safe[1..]}" : safe;
    }
}
