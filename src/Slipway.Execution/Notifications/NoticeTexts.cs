using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Execution.State;
using Slipway.Pipelines.Expressions;

namespace Slipway.Execution.Notifications;

/// <summary>
/// Binds the texts of one notice and keeps account of their secrets and problems. What leaves the house is masked, but for the variables in the address
/// and the headers of a call: they are what signs in there.
/// </summary>
internal sealed partial class NoticeTexts(ExecutionState state, BindingScope scope)
{
    /// <summary>How long a text may be, in characters.</summary>
    public const int MostCharacters = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions Printed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HashSet<string> secrets = [.. state.Secrets];
    private readonly List<string> problems = [];

    /// <summary>Texts that must not be shown.</summary>
    public IReadOnlySet<string> Secrets => secrets;

    /// <summary>What could not be bound, masked.</summary>
    public IEnumerable<string> Problems => problems.Distinct().Select(Mask);

    /// <summary>A text, masked.</summary>
    public string Text(string template) => Mask(Whole(Bind(template)));

    /// <summary>A text of one line, masked.</summary>
    public string Line(string template) => LineEnds().Replace(Text(template), " ").Trim();

    /// <summary>A page, masked. Values are no markup: whoever gave one writes nothing of the page.</summary>
    public string Html(string template)
    {
        var bound = Bind(template);
        return string.Concat(bound.Parts.Select(part => part.IsLiteral ? Mask(part.Text) : WebUtility.HtmlEncode(Mask(part.Text))));
    }

    /// <summary>Whether a text is a page of HTML, and no plain text.</summary>
    public static bool IsHtml(string template) => Tag().IsMatch(template);

    /// <summary>Where a call goes, or a header of it: variables as they are, everything else masked. <c>Problem</c> is the first one of this text alone.</summary>
    public (string Text, string Shown, string? Problem) Address(string template)
    {
        var bound = Bind(template);
        return (string.Concat(bound.Parts.Select(part => part.IsLiteral || part.IsVariable ? part.Text : Mask(part.Text))), Mask(Whole(bound)), bound.Problems.Select(Mask).FirstOrDefault());
    }

    /// <summary>The body of a call, masked. JSON stays JSON: values are put into its texts, so that no quote of theirs ends one.</summary>
    public (string Text, bool IsJson) Payload(string template)
    {
        if (Json(template) is not { } json)
        {
            var text = Text(template);
            return (text, Json(text) is not null);
        }

        return (Leaves(json)!.ToJsonString(Printed), true);
    }

    private JsonNode? Leaves(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(pair => KeyValuePair.Create(pair.Key, Leaves(pair.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Leaves)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Text(text)),
        _ => node?.DeepClone(),
    };

    private static JsonNode? Json(string text)
    {
        try
        {
            return text.AsSpan().TrimStart() is ['{' or '[', ..] ? JsonNode.Parse(text, documentOptions: Strict) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private BoundText Bind(string template)
    {
        var bound = TextBinder.Bind(template, scope, MostCharacters);
        secrets.UnionWith(bound.Secrets);
        problems.AddRange(bound.Problems);
        return bound;
    }

    private static string Whole(BoundText bound) => string.Concat(bound.Parts.Select(part => part.Text));

    private string Mask(string text) => new SecretMask(secrets).Mask(text);

    [GeneratedRegex(@"</?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?>|<!", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\r\n\u2028\u2029]+", RegexOptions.CultureInvariant)]
    private static partial Regex LineEnds();
}
