using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Server.Audit.Pages;

/// <summary>One place of a thing, before and after; null for what was not there or is gone.</summary>
internal sealed record AuditDifference(string Path, string? Before, string? After)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All places, in the thing's own order.</summary>
    public static ImmutableArray<AuditDifference> Of(JsonObject? before, JsonObject? after)
    {
        var differences = ImmutableArray.CreateBuilder<AuditDifference>();
        if ((before ?? after) is { Count: > 0 })
        {
            Walk("", before, after, differences);
        }

        return differences.ToImmutable();
    }

    private static void Walk(string path, JsonNode? before, JsonNode? after, ImmutableArray<AuditDifference>.Builder differences)
    {
        if (before is JsonObject or null && after is JsonObject or null && (before ?? after) is JsonObject { Count: > 0 })
        {
            foreach (var name in Names(before).Union(Names(after)))
            {
                Walk(path.Length == 0 ? name : $"{path}.{name}", before?[name], after?[name], differences);
            }

            return;
        }

        differences.Add(new AuditDifference(path, Text(before), Text(after)));
    }

    private static IEnumerable<string> Names(JsonNode? node) => node is JsonObject members ? members.Select(member => member.Key) : [];

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text.Length == 0 ? "\"\"" : text,
        _ => node.ToJsonString(Indented),
    };
}
