using System.Text;

namespace Slipway.Bench.Report;

/// <summary>The tables as docs/performance.md has them.</summary>
internal static class MarkdownReport
{
    public static string Of(DeliveryReport report)
    {
        var text = new StringBuilder();
        Line(text, Rows.Titles);
        Line(text, [.. Rows.Titles.Select((_, column) => column == 0 ? "---" : "---:")]);
        foreach (var figures in report.Cases)
        {
            Line(text, Rows.Of(figures));
        }

        text.Append('\n').Append(Rows.Method(report)).Append("\n\n");
        foreach (var verdict in Budget.Verdicts(report))
        {
            text.Append("- ").Append(verdict).Append('\n');
        }

        text.Append("\n| | |\n|---|---|\n");
        foreach (var (title, value) in Rows.Of(report.Machine))
        {
            Line(text, title, value);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, params string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
