using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Patch;

/// <summary>JSON patch, RFC 6902. An operation that does not apply refuses the whole patch, as the API server does with 422.</summary>
internal static class JsonPatch
{
    private const int MaxOperations = 10_000;

    public static Outcome<JsonObject> Apply(JsonObject target, JsonArray operations)
    {
        if (operations.Count > MaxOperations)
        {
            return new ApiFailure(413, "RequestEntityTooLarge",
                $"The allowed maximum operations in a JSON patch is {MaxOperations}, got {operations.Count}");
        }

        JsonNode? document = target.DeepClone();
        foreach (var operation in operations)
        {
            if (Step(ref document, operation as JsonObject) is { } problem)
            {
                return new ApiFailure(422, "Invalid", $"the server rejected our request due to an error in our request: {problem}");
            }
        }

        return document is JsonObject result ? result : ApiFailure.BadRequest("the patch leaves no object");
    }

    private static string? Step(ref JsonNode? document, JsonObject? operation)
    {
        var op = operation.Text("op");
        var path = operation.Text("path");
        if (JsonPointer.Parse(path) is not { } steps)
        {
            return $"operation '{op}' needs a path that is empty or begins with '/', not '{path}'";
        }

        return op switch
        {
            "add" => Add(ref document, steps, operation!["value"]?.DeepClone()) ? null : $"add operation does not apply: doc is missing path: \"{path}\"",
            "replace" => Replace(ref document, steps, operation!["value"]?.DeepClone()) ? null : $"replace operation does not apply: doc is missing key: {path}",
            "remove" => Find(document, steps)?.Remove() == true ? null : $"remove operation does not apply: doc is missing key: {path}",
            "test" => Read(document, steps, out var value) && JsonReading.Same(value, operation!["value"]) ? null : $"testing value {path} failed",
            "copy" or "move" => Take(ref document, steps, operation!, op == "move") ? null : $"{op} operation does not apply: {operation.Text("from")} to {path}",
            _ => $"unexpected kind of operation: '{op}'",
        };
    }

    private static JsonPointer? Find(JsonNode? document, IReadOnlyList<string> steps) =>
        document is null ? null : JsonPointer.Find(document, steps);

    private static bool Read(JsonNode? document, IReadOnlyList<string> steps, out JsonNode? value)
    {
        value = document;
        return steps.Count == 0 || (Find(document, steps) is { } place && place.Read(out value));
    }

    private static bool Add(ref JsonNode? document, IReadOnlyList<string> steps, JsonNode? value)
    {
        if (steps.Count > 0)
        {
            return Find(document, steps)?.Add(value) == true;
        }

        document = value;
        return true;
    }

    private static bool Replace(ref JsonNode? document, IReadOnlyList<string> steps, JsonNode? value)
    {
        if (steps.Count == 0)
        {
            document = value;
            return true;
        }

        return Find(document, steps) is { } place && place.Remove() && place.Add(value);
    }

    private static bool Take(ref JsonNode? document, IReadOnlyList<string> steps, JsonObject operation, bool move)
    {
        if (JsonPointer.Parse(operation.Text("from")) is not { } from || !Read(document, from, out var value))
        {
            return false;
        }

        var copy = value?.DeepClone();
        return (!move || Find(document, from)?.Remove() == true) && Add(ref document, steps, copy);
    }
}
