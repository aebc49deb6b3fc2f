using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.Execution.Logs;

namespace Slipway.Storage.Stores;

/// <summary>Lines of a log as one text, as it stands in <see cref="Rows.ExecutionLogRow.Text"/>.</summary>
internal static class LogText
{
    public static string Write(ImmutableArray<LogLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(long)(line.At - lines[0].At).TotalMilliseconds} {line.Text.ReplaceLineEndings(" ")}\n");
        }

        return text.ToString();
    }

    public static ImmutableArray<LogLine> Read(DateTimeOffset at, string text)
    {
        var lines = ImmutableArray.CreateBuilder<LogLine>();
        foreach (var line in text.AsSpan().TrimEnd('\n').EnumerateLines())
        {
            var blank = line.IndexOf(' ');
            lines.Add(new LogLine(at + TimeSpan.FromMilliseconds(long.Parse(line[..blank], CultureInfo.InvariantCulture)), line[(blank + 1)..].ToString()));
        }

        return lines.DrainToImmutable();
    }
}
