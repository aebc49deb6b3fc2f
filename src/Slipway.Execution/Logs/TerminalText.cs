namespace Slipway.Execution.Logs;

/// <summary>Takes what comes out of <see cref="TerminalText"/>.</summary>
internal interface IPlainText
{
    void Add(char c);

    /// <summary>Takes a whole SGR sequence, from ESC to <c>m</c>. It has no width.</summary>
    void Colour(string sgr);
}

/// <summary>
/// Reads what a program prints for a terminal, in whatever pieces it comes, and lets through what is harmless to a reader: text, tabs, line breaks
/// (each of CR, LF and CR LF is one) and ANSI colours. Whatever else moves the cursor, sets titles, rings or turns the direction of writing is left out.
/// </summary>
internal sealed class TerminalText(IPlainText target)
{
    private const char Escape = '\u001b';

    // ECMA-48 sets no bound; a terminal's own are about as large.
    private const int LongestColour = 48;
    private const int LongestString = 4096;

    private readonly char[] parameters = new char[LongestColour];
    private int length;
    private State state;
    private bool hasReturned;

    private enum State
    {
        Text,
        Escape,
        Control,
        String,
        StringEscape,
    }

    public void Read(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            Read(c);
        }
    }

    private void Read(char c)
    {
        if (c is '\n' or '\r')
        {
            // No sequence goes on beyond its line, or a stray one could hide all that follows.
            state = State.Text;
        }

        switch (state)
        {
            case State.Escape:
                state = c switch
                {
                    '[' => Begin(State.Control),
                    ']' or 'P' or 'X' or '^' or '_' => Begin(State.String),
                    >= ' ' and <= '/' => State.Escape,
                    Escape => State.Escape,
                    _ => State.Text,
                };
                break;
            case State.Control:
                ReadControl(c);
                break;
            case State.String:
                state = c switch
                {
                    '\a' or '\u009c' => State.Text,
                    Escape => State.StringEscape,
                    _ => ++length < LongestString ? State.String : State.Text,
                };
                break;
            case State.StringEscape:
                state = State.Text;
                if (c is not '\\')
                {
                    state = State.Escape;
                    Read(c);
                }

                break;
            default:
                ReadText(c);
                break;
        }
    }

    private State Begin(State next)
    {
        length = 0;
        return next;
    }

    private void ReadControl(char c)
    {
        switch (c)
        {
            case 'm' when parameters.AsSpan(0, Math.Min(length, LongestColour)).IndexOfAnyExceptInRange('0', ';') < 0 && length < LongestColour:
                target.Colour($"{Escape}[{parameters.AsSpan(0, length)}m");
                state = State.Text;
                break;
            case >= '@' and <= '~':
                state = State.Text;
                break;
            case >= ' ' and <= '?':
                if (length < LongestColour)
                {
                    parameters[length] = c;
                }

                length = Math.Min(length + 1, LongestColour);
                break;
            default:
                state = State.Text;
                ReadText(c);
                break;
        }
    }

    private void ReadText(char c)
    {
        var wasReturn = hasReturned;
        hasReturned = c is '\r';
        switch (c)
        {
            case '\n' when wasReturn:
                break;
            case '\r' or '\n':
                target.Add('\n');
                break;
            case Escape:
                state = State.Escape;
                break;
            case '\u009b':
                state = Begin(State.Control);
                break;
            case '\u0090' or '\u0098' or '\u009d' or '\u009e' or '\u009f':
                state = Begin(State.String);
                break;
            case '\t':
                target.Add(c);
                break;
            case < ' ' or (>= '\u007f' and <= '\u009f') or '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'):
                break;
            default:
                target.Add(c);
                break;
        }
    }
}
