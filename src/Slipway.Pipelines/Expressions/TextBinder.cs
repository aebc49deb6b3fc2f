using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// Binds a text that must come out whatever happens: a mail about a failure is read because something is missing. What an expression cannot stand for is
/// named in its place, in brackets. Everything else is as in <see cref="Binder"/>.
/// </summary>
public static class TextBinder
{
    /// <summary>Binds a text.</summary>
    /// <param name="template">The text.</param>
    /// <param name="scope">What expressions can reach.</param>
    /// <param name="limit">How many characters come out at most; the rest is cut off, and that is a problem.</param>
    public static BoundText Bind(string template, BindingScope scope, int limit)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(scope);
        var known = new Dictionary<string, BindResult>(StringComparer.Ordinal);
        var (parts, problems, secrets) = (new List<BoundPart>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var room = limit;
        foreach (var part in Template.Parse(template))
        {
            var bound = part switch
            {
                TemplatePart.Literal literal => new BoundPart(literal.Text.ToString(), IsLiteral: true),
                TemplatePart.Broken broken => Problem(broken.Problem),
                TemplatePart.Expression expression => Value(expression.Raw),
                _ => new BoundPart("", IsLiteral: true),
            };
            if (bound.Text.Length > room)
            {
                problems.Add($"The text is longer than {limit} characters; the rest is cut off.");
                parts.Add(bound with { Text = Cut(bound.Text, room) });
                break;
            }

            room -= bound.Text.Length;
            parts.Add(bound);
        }

        return new BoundText(parts, problems, secrets);

        BoundPart Value(string raw)
        {
            if (!known.TryGetValue(raw, out var result))
            {
                result = known[raw] = Binder.Bind(JsonValue.Create(raw), scope);
                secrets.UnionWith(result.Secrets);
            }

            return result.Errors.Count > 0 ? Problem(string.Join(' ', result.Errors)) : new BoundPart(JsonText.Print(result.Json), IsVariable: Binder.References(JsonValue.Create(raw)).Variables.Count > 0);
        }

        BoundPart Problem(string sentence)
        {
            if (!problems.Contains(sentence))
            {
                problems.Add(sentence);
            }

            return new BoundPart($"[{sentence}]");
        }
    }

    // Not between the halves of a surrogate pair: half of one is no text.
    private static string Cut(string text, int length) => text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}

/// <summary>What a text became.</summary>
/// <param name="Parts">Its pieces, in order.</param>
/// <param name="Problems">A sentence for each thing that could not be bound.</param>
/// <param name="Secrets">As in <see cref="BindResult.Secrets"/>.</param>
public sealed record BoundText(IReadOnlyList<BoundPart> Parts, IReadOnlyList<string> Problems, IReadOnlySet<string> Secrets)
{
    /// <summary>How it went, never what came out: that may hold secrets.</summary>
    public override string ToString() => Problems.Count is 0 ? $"bound, {Secrets.Count} secret texts" : string.Join(" ", Problems);
}

/// <summary>A piece of a bound text.</summary>
/// <param name="Text">What stands there.</param>
/// <param name="IsLiteral">Whether it stood in the template just so.</param>
/// <param name="IsVariable">Whether it is the value of a <c>${var.…}</c>.</param>
public sealed record BoundPart(string Text, bool IsLiteral = false, bool IsVariable = false)
{
    /// <summary>What kind of piece it is, never its text: it may hold a secret.</summary>
    public override string ToString() => IsLiteral ? "a literal" : IsVariable ? "a variable" : "a value";
}
