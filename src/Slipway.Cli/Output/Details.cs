using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.Cli.Output;

/// <summary>One document for a person: its plain fields, and what maps of plain values hold. Everything is in <c>-o yaml</c>.</summary>
internal static class Details
{
    public static string Print(JsonObject document)
    {
        var rows = new List<(string Name, string Value)>();
        foreach (var (name, value) in document.Where(field => !field.Key.StartsWith('_')))
        {
            switch (value)
            {
                case JsonValue plain:
                    rows.Add((name, plain.ToString()));
                    break;
                case JsonArray list when list.Count > 0 && list.All(item => item is JsonValue):
                    rows.Add((name, string.Join(", ", list.Select(item => item!.ToString()))));
                    break;
                case JsonObject map when map.Count > 0 && map.All(item => item.Value is null or JsonValue):
                    rows.AddRange(map.Select(item => ($"{name}.{item.Key}", item.Value?.ToString() ?? "")));
                    break;
            }
        }

        return Print(rows.Where(row => row.Value.Length > 0));
    }

    private static string Print(IEnumerable<(string Name, string Value)> rows)
    {
        var shown = rows.Select(row => (Name: Visible.Text(row.Name), row.Value)).ToList();
        var width = shown.Select(row => row.Name.Length).DefaultIfEmpty().Max() + 2;
        var text = new StringBuilder();
        foreach (var (name, value) in shown)
        {
            // The lines of a text stay lines, below each other.
            var lines = value.TrimEnd('\n').Split('\n').Select(line => Visible.Text(line.TrimEnd('\r')));
            text.Append(name.PadRight(width)).AppendJoin('\n' + new string(' ', width), lines).Append('\n');
        }

        return text.ToString();
    }
}
