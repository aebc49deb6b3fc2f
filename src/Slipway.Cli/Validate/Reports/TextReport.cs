using System.Globalization;
using System.Text;
using Slipway.Cli.Output;
using Slipway.Pipelines;

namespace Slipway.Cli.Validate.Reports;

/// <summary>As compilers do it, one line each, so that editors and CI servers know where to jump: <c>web.yaml:14:9: error SW1201: message. hint</c>.</summary>
/// <param name="colours">Whether severities are coloured.</param>
internal sealed class TextReport(bool colours) : Report
{
    private const string Red = "\e[31;1m";
    private const string Yellow = "\e[33;1m";
    private const string Plain = "\e[0m";

    public override string Print(Outcome outcome)
    {
        var text = new StringBuilder();
        foreach (var (file, diagnostic) in outcome.Findings)
        {
            text.Append(Visible.Text(file)).Append(':');
            if (diagnostic.Line > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{diagnostic.Line}:{diagnostic.Column}:");
            }

            text.Append(' ').Append(Severity(diagnostic)).Append(": ").Append(Visible.Text(diagnostic.Message));
            if (diagnostic.Hint is { } hint)
            {
                text.Append(' ').Append(Visible.Text(hint));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private string Severity(Diagnostic diagnostic)
    {
        var (word, colour) = diagnostic.Severity is Pipelines.Severity.Error ? ("error", Red) : ("warning", Yellow);
        return colours ? $"{colour}{word} {diagnostic.Code}{Plain}" : $"{word} {diagnostic.Code}";
    }
}
