using Slipway.Pipelines.Expressions;

namespace Slipway.Execution.Logs;

/// <summary>
/// Masks secrets in text that comes in pieces. Whatever belongs to an occurrence of a secret, or of several that overlap or touch, is replaced by one
/// <see cref="SecretMask.Text"/>; the result is the same however the text was cut up. Only what may be the beginning of a secret is held back.
/// Colours have no width: a secret that is coloured in parts is found all the same.
/// </summary>
internal sealed class MaskedText(IPlainText target) : IPlainText
{
    private const int MostColoursAtOnce = 16;

    private readonly List<(int Place, string Sgr)> colours = [];
    private char[] held = new char[256];
    private int count;

    // How many of the held characters are known to belong to a secret whose beginning was let go, and whether that stands right before them.
    private int covered;
    private bool isInSecret;
    private string[] secrets = [];

    /// <summary>From here on, masks these texts too.</summary>
    public void Hide(IEnumerable<string> more)
    {
        var all = secrets.ToHashSet(StringComparer.Ordinal);
        all.UnionWith(more.Select(AsShown).Where(secret => secret.Length > 0));
        secrets = [.. all];
    }

    public void Add(char c)
    {
        if (count == held.Length)
        {
            Array.Resize(ref held, count * 2);
        }

        held[count++] = c;
    }

    public void Colour(string sgr)
    {
        // What draws nothing in between is bounded, too.
        if (colours.Count >= MostColoursAtOnce && colours[^MostColoursAtOnce].Place == count)
        {
            colours.RemoveAt(colours.Count - MostColoursAtOnce);
        }

        colours.Add((count, sgr));
    }

    /// <summary>Lets go what is certain.</summary>
    /// <param name="isEnd">Whether nothing follows, so that all is certain.</param>
    public void Release(bool isEnd)
    {
        var cut = isEnd ? count : FirstOpen();
        var colour = 0;
        var place = 0;
        foreach (var (start, end) in Covered())
        {
            if (start >= cut)
            {
                break;
            }

            Give(place, start, ref colour);
            if (!(start == 0 && isInSecret))
            {
                foreach (var c in SecretMask.Text)
                {
                    target.Add(c);
                }
            }

            GiveColours(Math.Min(end, cut), ref colour);
            place = end;
        }

        Give(place, cut, ref colour);
        if (isEnd)
        {
            GiveColours(count + 1, ref colour);
        }

        if (cut > 0)
        {
            isInSecret = place >= cut;
            covered = Math.Max(0, place - cut);
            held.AsSpan(cut..count).CopyTo(held);
            count -= cut;
        }

        colours.RemoveRange(0, colour);
        for (var i = 0; i < colours.Count; i++)
        {
            colours[i] = (colours[i].Place - cut, colours[i].Sgr);
        }
    }

    private void Give(int from, int to, ref int colour)
    {
        for (var i = from; i < to; i++)
        {
            GiveColours(i + 1, ref colour);
            target.Add(held[i]);
        }
    }

    // Those that stand before the character at this place.
    private void GiveColours(int before, ref int colour)
    {
        for (; colour < colours.Count && colours[colour].Place < before; colour++)
        {
            target.Colour(colours[colour].Sgr);
        }
    }

    /// <summary>The stretches that belong to secrets, in their order; none touches the next.</summary>
    private List<(int Start, int End)> Covered()
    {
        var found = new List<(int Start, int End)>();
        if (covered > 0)
        {
            found.Add((0, covered));
        }

        var text = held.AsSpan(0, count);
        foreach (var secret in secrets)
        {
            for (int from = 0, at; (at = text[from..].IndexOf(secret, StringComparison.Ordinal)) >= 0; from += at + 1)
            {
                found.Add((from + at, from + at + secret.Length));
            }
        }

        found.Sort();
        var merged = new List<(int Start, int End)>(found.Count);
        foreach (var (start, end) in found)
        {
            if (merged.Count > 0 && start <= merged[^1].End)
            {
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, end));
            }
            else
            {
                merged.Add((start, end));
            }
        }

        return merged;
    }

    /// <summary>Where the earliest secret could begin that is not complete.</summary>
    private int FirstOpen()
    {
        var text = held.AsSpan(0, count);
        var first = count;
        foreach (var secret in secrets)
        {
            for (var start = Math.Max(0, count - secret.Length + 1); start < first; start++)
            {
                var next = text[start..first].IndexOf(secret[0]);
                if (next < 0)
                {
                    break;
                }

                start += next;
                if (secret.AsSpan().StartsWith(text[start..], StringComparison.Ordinal))
                {
                    first = start;
                }
            }
        }

        return first;
    }

    // A secret is looked for as it comes through, without what is left out on the way.
    private static string AsShown(string secret)
    {
        var shown = new Collected();
        new TerminalText(shown).Read(secret);
        return shown.Text.ToString();
    }

    private sealed class Collected : IPlainText
    {
        public System.Text.StringBuilder Text { get; } = new();

        public void Add(char c) => Text.Append(c);

        public void Colour(string sgr)
        {
        }
    }
}
