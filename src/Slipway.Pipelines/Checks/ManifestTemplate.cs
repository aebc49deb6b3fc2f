using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Checks;

/// <summary>A manifest in which every expression is a plain word, so that it can be read before anything is bound.</summary>
internal sealed partial class ManifestTemplate
{
    private readonly List<string> _expressions = [];
    private readonly SourceScalar _scalar;
    private readonly string _text;

    private ManifestTemplate(SourceScalar scalar)
    {
        _scalar = scalar;
        var text = new StringBuilder();
        foreach (var part in Template.Parse(scalar.Text))
        {
            switch (part)
            {
                case TemplatePart.Literal literal:
                    text.Append(literal.Text);
                    break;
                case TemplatePart.Expression expression:
                    text.Append(CultureInfo.InvariantCulture, $"slipway-{_expressions.Count}-expression");
                    _expressions.Add(expression.Raw);
                    break;
            }
        }

        _text = text.ToString();
    }

    /// <summary>The manifest; null where an expression may bring whole lines, so that nothing is known of it.</summary>
    public static ManifestTemplate? Of(SourceScalar scalar)
    {
        var template = new ManifestTemplate(scalar);
        return LoneExpression().IsMatch(template._text) ? null : template;
    }

    /// <summary>The manifest's documents; none after an error, which is then told.</summary>
    public IReadOnlyList<SourceNode> Documents(TaskSite task, ReadContext context)
    {
        var own = new DiagnosticList();
        var documents = SourceText.Read(_text, ReadOptions.DefaultMaxBytes, own) is { } text ? YamlSource.Read(text, own) : [];
        if (own.InDocumentOrder().FirstOrDefault(d => d.Severity is Severity.Error) is not { } first)
        {
            return documents;
        }

        context.Diagnostics.Error(
            DiagnosticCodes.ManifestSyntax,
            PlaceOf(new Place(first.Line, first.Column), context),
            $"{task.Owner}: line {first.Line} of the manifest is no YAML. {first.Message}",
            first.Hint);
        return [];
    }

    /// <summary>The expressions inside a text of the manifest.</summary>
    public IEnumerable<string> ExpressionsIn(string text) =>
        Placeholder().Matches(text).Select(m => _expressions[int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture)]);

    /// <summary>A text of the manifest as the person wrote it.</summary>
    public string AsWritten(string text) =>
        Placeholder().Replace(text, m => _expressions[int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture)]);

    /// <summary>The place in the file of a place in the manifest, where the manifest stands there line by line; else where it starts.</summary>
    public Place PlaceOf(Place inManifest, ReadContext context)
    {
        if (context.Text is not { } text || _scalar.Start < 0 || _scalar.Start >= text.Length || text[_scalar.Start] is not '|')
        {
            return _scalar.Place;
        }

        var line = Line(text.AsSpan(_scalar.Start), inManifest.Line + 1);
        var written = Line(_text, inManifest.Line);
        var indent = line.Length - line.TrimStart(' ').Length - (written.Length - written.TrimStart(' ').Length);
        return new Place(_scalar.Place.Line + inManifest.Line, inManifest.Column + Math.Max(0, indent));
    }

    private static ReadOnlySpan<char> Line(ReadOnlySpan<char> text, int number)
    {
        foreach (var line in text.EnumerateLines())
        {
            if (--number is 0)
            {
                return line;
            }
        }

        return [];
    }

    [GeneratedRegex(@"^[ \t]*slipway-[0-9]+-expression[ \t\r]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex LoneExpression();

    [GeneratedRegex(@"slipway-([0-9]{1,6})-expression", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
