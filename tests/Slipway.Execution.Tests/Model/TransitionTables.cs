namespace Slipway.Execution.Tests.Model;

/// <summary>The tables of transitions that people read.</summary>
internal static class TransitionTables
{
    /// <summary>Every row, taken apart into one status each.</summary>
    public static HashSet<Transition> Read()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "executions.md"));
        return [.. Rows(lines, "execution"), .. Rows(lines, "task")];
    }

    private static IEnumerable<Transition> Rows(string[] lines, string level) =>
        from line in lines.SkipWhile(line => line != $"<!-- transitions: {level} -->").Skip(3).TakeWhile(line => line.StartsWith('|'))
        let cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries)
        from before in Statuses(cells[0])
        from after in Statuses(cells[2])
        select new Transition(level, before, cells[1], after);

    private static string[] Statuses(string cell) => cell.Replace("`", "", StringComparison.Ordinal).Split(',', StringSplitOptions.TrimEntries);
}
