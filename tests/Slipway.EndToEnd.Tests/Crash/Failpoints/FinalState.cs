using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>Everything that the API shows in the end, less what is another one each time: identities, moments, revisions, and the words for what was found done.</summary>
internal static partial class FinalState
{
    private const int Around = 3;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Executions by pipeline and number, then what people were asked, then what the activity tells of deliveries, but of those that were sent again. What upkeep finds has its own time.</summary>
    public static string Of(IReadOnlyList<JsonObject> executions, IReadOnlyList<JsonObject> questions, IReadOnlyList<JsonObject> lines, string run) => string.Join('\n',
        executions.OrderBy(execution => execution["name"]!.GetValue<string>(), StringComparer.Ordinal).ThenBy(execution => (int)execution["index"]!)
            .Concat(questions.OrderBy(question => question["summary"]!.GetValue<string>(), StringComparer.Ordinal))
            .Concat(lines.Where(line => line["deliveryId"] is not null && line["outcome"]!.GetValue<string>() is not "DUPLICATE").OrderBy(line => line["tag"]!.GetValue<string>(), StringComparer.Ordinal))
            .Select(document => Plain(document, run)!.ToJsonString(Readable)));

    /// <summary>The first lines in which two of them differ; none when they are the same.</summary>
    public static IReadOnlyList<string> Difference(string expected, string seen)
    {
        var (lines, other) = (expected.Split('\n'), seen.Split('\n'));
        var same = lines.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return same == lines.Length && same == other.Length ? []
            : [.. lines.Skip(Math.Max(0, same - Around)).Take(3 * Around).Select(line => $"- {line.Trim()}"), .. other.Skip(Math.Max(0, same - Around)).Take(3 * Around).Select(line => $"+ {line.Trim()}")];
    }

    private static JsonNode? Plain(JsonNode? node, string run) => node switch
    {
        JsonObject one => new JsonObject(one.Where(property => !IsOfItsOwn(property.Key)).OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => KeyValuePair.Create(Plain(property.Key, run), Plain(property.Value, run)))),
        JsonArray many => new JsonArray([.. many.Select(item => Plain(item, run))]),
        JsonValue value when value.TryGetValue<string>(out var text) => Plain(text, run),
        _ => node?.DeepClone(),
    };

    private static string Plain(string text, string run) =>
        ShortName().IsMatch(text) ? "<id>" : Done().Replace(Moment().Replace(ReplicaSet().Replace(Identity().Replace(text.Replace(run, "<run>", StringComparison.Ordinal), "<id>"), "<hash>"), "<moment>"), "<done>");

    private static bool IsOfItsOwn(string property) => OfItsOwn().IsMatch(property);

    [GeneratedRegex("Micros$|[tT]ime$|^(createdAt|updatedAt|resourceVersion|uid|managedFields)$")]
    private static partial Regex OfItsOwn();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Identity();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Moment();

    // A question has a short name beside its identity.
    [GeneratedRegex("^[0-9a-f]{6}$")]
    private static partial Regex ShortName();

    // A ReplicaSet is named by what its pods are made from, and so by the tag.
    [GeneratedRegex("(?<=ReplicaSet \"[^\"]+-)[0-9a-z]+(?=\")")]
    private static partial Regex ReplicaSet();

    // An attempt that finds its own work says so.
    [GeneratedRegex("\\b(created|configured|unchanged|taken up where this attempt had left it)\\b")]
    private static partial Regex Done();
}
