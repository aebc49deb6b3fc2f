using System.Text.Json.Nodes;
using Slipway.Server.Pipelines.Editor.Model;

namespace Slipway.Server.Pipelines.Editor.Parts;

/// <summary>Values of a pipeline's parts, as fields show them.</summary>
internal static class PartValues
{
    public static JsonObject Json(OrderedDictionary<string, JsonNode?> values) => new(values.Select(value => KeyValuePair.Create(value.Key, value.Value?.DeepClone())));

    public static OrderedDictionary<string, JsonNode?> Of(JsonNode? json) =>
        new(((json as JsonObject) ?? []).Select(value => KeyValuePair.Create(value.Key, value.Value?.DeepClone())));

    /// <summary>The endpoints of a type. What is written stays to be seen, though there is no such endpoint.</summary>
    public static IEnumerable<(string Value, string Title)> Endpoints(ModelChoices choices, string type, string chosen, string none) =>
        choices.Endpoints.Where(endpoint => endpoint.Type == type).Select(endpoint => endpoint.Name).Append(chosen).Where(name => name.Length > 0).Distinct().Select(name => (name, name)).Prepend(("", none));
}
