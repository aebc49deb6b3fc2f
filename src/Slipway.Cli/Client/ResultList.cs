using System.Text.Json.Nodes;

namespace Slipway.Cli.Client;

/// <summary>A page of a list, in whichever of the two envelopes it came: Code Stream's, or that of projects.</summary>
/// <param name="Documents">In the server's order.</param>
/// <param name="Total">How many there are on all pages.</param>
internal sealed record ResultList(IReadOnlyList<JsonObject> Documents, long Total)
{
    public static ResultList Read(JsonObject answer)
    {
        if (answer["content"] is JsonArray content)
        {
            return new ResultList([.. content.OfType<JsonObject>()], Number(answer["totalElements"]) ?? content.Count);
        }

        var documents = answer["documents"] as JsonObject ?? [];
        var links = answer["links"] is JsonArray order ? order.OfType<JsonValue>().Select(link => link.ToString()) : documents.Select(pair => pair.Key);
        return new ResultList([.. links.Select(link => documents[link]).OfType<JsonObject>()], Number(answer["totalCount"]) ?? documents.Count);
    }

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;
}
