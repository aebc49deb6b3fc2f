using System.Text;
using System.Text.Json.Nodes;
using Spectre.Console.Rendering;

namespace Slipway.Cli.Output;

/// <summary>Documents as aligned columns. No tabs, no frames: what people read and <c>awk</c> takes apart.</summary>
/// <param name="width">How many columns a line may have; null where nobody counts them.</param>
/// <param name="colours">Whether titles and statuses are coloured.</param>
internal sealed class Table(int? width, bool colours)
{
    private const int Gap = 2;
    private const int Narrowest = 8;
    private const string Bold = "\e[1m";
    private const string Plain = "\e[0m";

    public string Print(IEnumerable<JsonObject> documents, IReadOnlyList<Column> columns)
    {
        var rows = documents.Select(document => columns.Select(column => Visible.Text(column.Text(document))).ToArray()).ToList();
        var widths = Fit(columns.Select((column, place) => rows.Select(row => Cells(row[place])).Append(column.Title.Length).Max()).ToArray(), columns);
        var text = new StringBuilder();
        Line(text, [.. columns.Select(column => column.Title)], widths, (_, title) => $"{Bold}{title}{Plain}");
        foreach (var row in rows)
        {
            Line(text, row, widths, (place, cell) => columns[place].IsStatus ? StatusColour.Paint(cell) : cell);
        }

        return text.ToString();
    }

    /// <summary>How many columns of a terminal a text takes: some letters take two, and some none.</summary>
    private static int Cells(string text) => new Segment(text).CellCount();

    // Sentences give first, then the widest columns, until all fit or none can give more.
    private int[] Fit(int[] widths, IReadOnlyList<Column> columns)
    {
        int Excess() => width is { } most ? widths.Sum() + Gap * (widths.Length - 1) - most : 0;
        int[] prose = [.. Enumerable.Range(0, widths.Length).Where(place => columns[place].IsProse)];
        foreach (var places in (int[][])[prose, [.. Enumerable.Range(0, widths.Length)]])
        {
            while (Excess() > 0 && places.MaxBy(place => widths[place]) is var widest && places.Length > 0 && widths[widest] > Narrowest)
            {
                widths[widest]--;
            }
        }

        return widths;
    }

    private void Line(StringBuilder text, string[] cells, int[] widths, Func<int, string, string> paint)
    {
        for (var place = 0; place < cells.Length; place++)
        {
            var cell = Shorten(cells[place], widths[place]);
            text.Append(colours ? paint(place, cell) : cell);
            if (place < cells.Length - 1)
            {
                text.Append(' ', widths[place] - Cells(cell) + Gap);
            }
        }

        while (text[^1] is ' ')
        {
            text.Length--;
        }

        text.Append('\n');
    }

    private static string Shorten(string cell, int width)
    {
        if (Cells(cell) <= width)
        {
            return cell;
        }

        var shorter = new StringBuilder();
        var cells = 0;
        foreach (var rune in cell.EnumerateRunes())
        {
            cells += Cells(rune.ToString());
            if (cells > width - 1)
            {
                break;
            }

            shorter.Append(rune);
        }

        return shorter.Append('…').ToString();
    }
}
