using Spectre.Console;

namespace Slipway.Bench.Report;

/// <summary>The tables for a terminal.</summary>
internal static class ConsoleReport
{
    public static void Write(DeliveryReport report, IAnsiConsole console)
    {
        var machine = new Grid().AddColumn().AddColumn();
        foreach (var (title, text) in Rows.Of(report.Machine))
        {
            machine.AddRow(new Text(title, new Style(Color.Grey)), new Text(text));
        }

        var figures = new Table().Border(TableBorder.Simple);
        foreach (var title in Rows.Titles)
        {
            figures.AddColumn(new TableColumn(title).NoWrap());
        }

        foreach (var line in report.Cases)
        {
            figures.AddRow([.. Rows.Of(line).Select(cell => new Text(cell))]);
        }

        // A pipe has no width; a table must not be torn apart there.
        console.Profile.Width = Math.Max(console.Profile.Width, 160);
        console.WriteLine();
        console.Write(machine);
        console.Write(figures);
        console.WriteLine(Rows.Method(report));
        foreach (var verdict in Budget.Verdicts(report))
        {
            console.WriteLine(verdict);
        }
    }
}
