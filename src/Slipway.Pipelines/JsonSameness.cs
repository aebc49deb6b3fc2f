using System.Text.Json.Nodes;

namespace Slipway.Pipelines;

/// <summary>Whether two pieces of JSON are the same, whatever numbers stand in them.</summary>
public static class JsonSameness
{
    /// <summary>As <see cref="JsonNode.DeepEquals"/>, which throws at a number such as <c>1e99999999999</c>: what holds one is compared as it is written.</summary>
    public static bool Are(JsonNode? one, JsonNode? other)
    {
        try
        {
            return JsonNode.DeepEquals(one, other);
        }
        catch (ArgumentOutOfRangeException)
        {
            return one?.ToJsonString() == other?.ToJsonString();
        }
    }
}
