using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Cli.Output;

/// <summary>A line of a log, fit for a terminal: colours and tabs are let through, all else that is not text is made visible.</summary>
internal static partial class Coloured
{
    private const string Reset = "\u001b[0m";

    public static string Text(string line, bool hasColours)
    {
        var shown = new StringBuilder(line.Length);
        var place = 0;
        foreach (var match in Harmless().EnumerateMatches(line))
        {
            shown.Append(Visible.Text(line[place..match.Index]));
            place = match.Index + match.Length;
            if (hasColours || line[match.Index] is '\t')
            {
                shown.Append(line.AsSpan(match.Index, match.Length));
            }
        }

        shown.Append(Visible.Text(line[place..]));
        return hasColours && line.Contains('\u001b') ? shown.Append(Reset).ToString() : shown.ToString();
    }

    [GeneratedRegex("\u001b\\[[0-9:;]{0,48}m|\t")]
    private static partial Regex Harmless();
}
