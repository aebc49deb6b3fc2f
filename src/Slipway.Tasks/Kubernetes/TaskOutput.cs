using System.Text.Json.Nodes;
using Slipway.Tasks.Kubernetes.Writing;

namespace Slipway.Tasks.Kubernetes;

/// <summary>
/// The output as Code Stream has it: <c>response.deployments.web.spec.replicas</c>, plural kind, then name, then the object;
/// and <c>response.failures</c>, what went wrong with which object.
/// </summary>
internal static class TaskOutput
{
    public static JsonObject Of(IEnumerable<WrittenObject> written, TargetFailure? failure = null)
    {
        var response = new JsonObject { ["failures"] = failure is null ? new JsonArray() : new JsonArray(failure.ToJson()) };
        foreach (var one in written)
        {
            if (response[one.Resource.OutputKey] is not JsonObject ofKind)
            {
                // A custom kind may be called anything, also "failures".
                var key = response.ContainsKey(one.Resource.OutputKey) ? $"{one.Resource.OutputKey}.{one.Manifest.Group}" : one.Resource.OutputKey;
                response[key] = ofKind = response[key] as JsonObject ?? [];
            }

            var name = ofKind.ContainsKey(one.Manifest.Name) ? $"{one.Namespace}/{one.Manifest.Name}" : one.Manifest.Name;
            ofKind[name] = SecretValues.Shown(one.Object);
        }

        return new JsonObject { ["response"] = response };
    }
}

/// <summary>What went wrong with one object.</summary>
internal sealed record TargetFailure(TargetObject Target, string Message)
{
    public JsonObject ToJson() => new()
    {
        ["kind"] = Target.Manifest.Kind,
        ["name"] = Target.Manifest.Name,
        ["namespace"] = Target.Namespace,
        ["message"] = Message,
    };
}
