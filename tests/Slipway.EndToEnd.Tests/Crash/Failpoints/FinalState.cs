using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>Everything that the API shows in the end, less what is another one each time: identities, moments, revisions, and the words for what was found done.</summary>
internal static partial class FinalState
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Executions by number, then the lines of the activity but those that tell of a delivery that was sent again.</summary>
    public static string Of(IReadOnlyList<JsonObject> executions, IReadOnlyList<JsonObject> lines, string run) => string.Join('\n',
        executions.OrderBy(execution => (int)execution["index"]!)
            .Concat(lines.Where(line => line["outcome"]!.GetValue<string>() is not "DUPLICATE").OrderBy(line => line["tag"]!.GetValue<string>(), StringComparer.Ordinal))
            .Select(document => Plain(document, run)!.ToJsonString(Readable)));

    private static JsonNode? Plain(JsonNode? node, string run) => node switch
    {
        JsonObject one => new JsonObject(one.Where(property => !IsOfItsOwn(property.Key)).OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => KeyValuePair.Create(Plain(property.Key, run), Plain(property.Value, run)))),
        JsonArray many => new JsonArray([.. many.Select(item => Plain(item, run))]),
        JsonValue value when value.TryGetValue<string>(out var text) => Plain(text, run),
        _ => node?.DeepClone(),
    };

    private static string Plain(string text, string run) => Done().Replace(Moment().Replace(Identity().Replace(text.Replace(run, "<run>", StringComparison.Ordinal), "<id>"), "<moment>"), "<done>");

    private static bool IsOfItsOwn(string property) => OfItsOwn().IsMatch(property);

    [GeneratedRegex("Micros$|[tT]ime$|^(createdAt|updatedAt|resourceVersion|uid|managedFields)$")]
    private static partial Regex OfItsOwn();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Identity();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Moment();

    // An attempt that finds its own work says so.
    [GeneratedRegex("\\b(created|configured|unchanged|taken up where this attempt had left it)\\b")]
    private static partial Regex Done();
}
