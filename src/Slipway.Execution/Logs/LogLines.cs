using System.Globalization;
using System.Text;

namespace Slipway.Execution.Logs;

/// <summary>Makes lines of bounded length out of text. A colour that lasts over several lines is set anew in each, so that each can be shown alone.</summary>
/// <param name="longest">How many characters of a line are kept.</param>
/// <param name="ended">Takes each line when it has ended.</param>
internal sealed class LogLines(int longest, Action<string> ended) : IPlainText
{
    private const string Reset = "\u001b[0m";
    private const int MostColour = 128;

    private readonly StringBuilder line = new();
    private string colour = "";
    private bool isColoured;
    private bool hasBegun;
    private long cut;

    public void Add(char c)
    {
        if (c is '\n')
        {
            End();
            return;
        }

        Begin();
        if (line.Length < longest)
        {
            line.Append(c);
        }
        else
        {
            cut++;
        }
    }

    public void Colour(string sgr)
    {
        var resets = sgr is "\u001b[m" or Reset or "\u001b[00m";
        if (hasBegun && line.Length + sgr.Length <= longest && (isColoured || !resets))
        {
            line.Append(sgr);
            isColoured = !resets;
        }

        // More than fits is a game, and not a look.
        colour = resets || colour.Length + sgr.Length > MostColour ? (resets ? "" : sgr) : colour + sgr;
    }

    /// <summary>Ends a line that has begun.</summary>
    public void Finish()
    {
        if (hasBegun)
        {
            End();
        }
    }

    private void Begin()
    {
        if (!hasBegun)
        {
            hasBegun = true;
            line.Append(colour);
            isColoured = colour.Length > 0;
        }
    }

    private void End()
    {
        if (cut > 0 && line.Length > 0 && char.IsHighSurrogate(line[^1]))
        {
            line.Length--;
            cut++;
        }

        if (isColoured)
        {
            line.Append(Reset);
        }

        if (cut > 0)
        {
            line.Append(CultureInfo.InvariantCulture, $" … [{cut:N0} characters cut]");
        }

        var text = line.ToString();
        line.Clear();
        (hasBegun, isColoured, cut) = (false, false, 0);
        ended(text);
    }
}
