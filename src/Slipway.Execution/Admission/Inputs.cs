using System.Text.Json.Nodes;
using Slipway.Pipelines;

namespace Slipway.Execution.Admission;

/// <summary>Lays the given values over a pipeline's declared inputs.</summary>
public static class Inputs
{
    /// <summary>
    /// The declared inputs in document order, each with the given value or its default. A blank value counts as not given.
    /// <c>Missing</c> names the mandatory inputs that came out blank.
    /// </summary>
    public static (OrderedDictionary<string, JsonNode?> Values, IReadOnlyList<string> Missing) Bind(Pipeline pipeline, JsonObject given)
    {
        var values = new OrderedDictionary<string, JsonNode?>();
        foreach (var (name, @default) in pipeline.Input)
        {
            values[name] = (given.TryGetPropertyValue(name, out var value) && !IsBlank(value) ? value : @default)?.DeepClone();
        }

        var missing = pipeline.InputMeta.Where(meta => meta.Value.Mandatory && IsBlank(values.GetValueOrDefault(meta.Key))).Select(meta => meta.Key);
        return (values, [.. missing]);
    }

    private static bool IsBlank(JsonNode? value) => value is null || (value is JsonValue text && text.TryGetValue<string>(out var s) && s.Length == 0);
}
