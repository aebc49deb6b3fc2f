using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>What a server-side apply must bring before it is tried.</summary>
internal static class Applying
{
    public static Outcome<Written> Run(ApiCall call, WriteRequest request, ObjectWriter writer, JsonNode body)
    {
        if (string.IsNullOrEmpty(call.Query("fieldManager")))
        {
            var problem = FieldProblem.Required("fieldManager", "is required for apply patch");
            return new ApiFailure(422, "Invalid", $"PatchOptions.meta.k8s.io \"\" is invalid: {problem.Field}: {problem.Message}");
        }

        if (body is not JsonObject config)
        {
            return ApiFailure.BadRequest("error decoding YAML: an applied configuration is one object");
        }

        if (config.Text("kind") is null || config.Text("apiVersion") is null)
        {
            return ApiFailure.BadRequest("Object 'Kind' and 'apiVersion' are required in an applied configuration");
        }

        if (config.Child("metadata").Items("managedFields") is { Count: > 0 })
        {
            return ApiFailure.BadRequest("metadata.managedFields must be nil");
        }

        if (Addressing.Check(call, config) is { } refusal)
        {
            return refusal;
        }

        var clean = WithoutNulls(config);
        return call.Path.Subresource == "scale" ? writer.Change(request, live => Scaling.Set(live, clean)) : writer.Apply(request, clean);
    }

    private static JsonObject WithoutNulls(JsonObject node)
    {
        var clean = new JsonObject();
        foreach (var (name, value) in node)
        {
            if (value is not null)
            {
                clean[name] = Clean(value);
            }
        }

        return clean;
    }

    private static JsonNode Clean(JsonNode value) => value switch
    {
        JsonObject fields => WithoutNulls(fields),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Clean(item))]),
        _ => value.DeepClone(),
    };
}
