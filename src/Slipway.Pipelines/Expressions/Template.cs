namespace Slipway.Pipelines.Expressions;

/// <summary>A piece of a text that may hold expressions.</summary>
internal abstract record TemplatePart
{
    /// <summary>Text that stays as it is.</summary>
    public sealed record Literal(ReadOnlyMemory<char> Text) : TemplatePart;

    /// <summary><c>${…}</c>.</summary>
    /// <param name="Text">What stands between the braces, trimmed.</param>
    /// <param name="Raw">The whole, braces included.</param>
    public sealed record Expression(string Text, string Raw) : TemplatePart;

    /// <summary>Something that starts as an expression and is none.</summary>
    /// <param name="Problem">A sentence.</param>
    /// <param name="Raw">Its beginning, for finding it in the source.</param>
    public sealed record Broken(string Problem, string Raw) : TemplatePart;
}

/// <summary>Takes a text apart into what stays and what is replaced, in one pass.</summary>
internal static class Template
{
    private const string Open = "${";

    public static bool HasExpressions(string text) => text.Contains(Open, StringComparison.Ordinal);

    /// <summary>
    /// <c>$${NAME}</c> is the placeholder of a manifest that lies in Git, not an expression: it is part of a literal.
    /// </summary>
    public static List<TemplatePart> Parse(string text)
    {
        var parts = new List<TemplatePart>();
        var literal = 0;
        var at = 0;
        var close = 0;
        while (text.IndexOf(Open, at, StringComparison.Ordinal) is var open and >= 0)
        {
            close = NextClose(text, open, close);
            var isClosed = close - open <= ExpressionLimits.Expression + Open.Length;
            if (open > literal && text[open - 1] is '$')
            {
                at = isClosed ? close + 1 : open + Open.Length;
                continue;
            }

            AddLiteral(literal, open);
            if (!isClosed)
            {
                parts.Add(new TemplatePart.Broken(Unclosed(text, open), text[open..Math.Min(text.Length, open + 40)]));
                return parts;
            }

            at = literal = close + 1;
            var raw = text[open..at];
            var inner = raw[Open.Length..^1].Trim();
            parts.Add(inner switch
            {
                "" => new TemplatePart.Broken($"{raw} is empty. Write what it stands for, such as ${{input.NAME}}.", raw),
                _ when inner.Contains(Open, StringComparison.Ordinal) => new TemplatePart.Broken($"{raw} holds an expression inside an expression, which is not supported.", raw),
                _ => new TemplatePart.Expression(inner, raw),
            });
        }

        AddLiteral(literal, text.Length);
        return parts;

        void AddLiteral(int from, int to)
        {
            if (to > from)
            {
                parts.Add(new TemplatePart.Literal(text.AsMemory(from, to - from)));
            }
        }
    }

    /// <summary>Where the next brace closes, found once for all that open before it.</summary>
    private static int NextClose(string text, int open, int last)
    {
        if (last > open)
        {
            return last;
        }

        var next = text.IndexOf('}', open);
        return next < 0 ? int.MaxValue : next;
    }

    private static string Unclosed(string text, int open)
    {
        var rest = text.AsSpan(open, Math.Min(text.Length - open, 40));
        var line = rest.IndexOfAny('\r', '\n') is var end and >= 0 ? rest[..end] : rest;
        return text.Length - open > ExpressionLimits.Expression
            ? $"The expression that starts with '{line}' is not closed within {ExpressionLimits.Expression} characters. Close it with '}}'."
            : $"The expression that starts with '{line}' is not closed. Close it with '}}'.";
    }
}
