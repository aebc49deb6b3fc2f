using System.Text;
using Spectre.Console;

namespace Slipway.Bench.Report;

/// <summary>Budgets as a table, for a terminal or for docs/performance.md.</summary>
internal static class FigureTable
{
    public static void Write(IReadOnlyList<Figure> figures, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in Figure.Titles)
        {
            table.AddColumn(new TableColumn(title).NoWrap());
        }

        foreach (var figure in figures)
        {
            table.AddRow([.. figure.Cells.Select(cell => new Text(cell))]);
        }

        // A pipe has no width; a table must not be torn apart there.
        console.Profile.Width = Math.Max(console.Profile.Width, 200);
        console.Write(table);
    }

    public static string Markdown(IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder();
        Line(text, Figure.Titles);
        Line(text, [.. Figure.Titles.Select(_ => "---")]);
        foreach (var figure in figures)
        {
            Line(text, figure.Cells);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, params string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
