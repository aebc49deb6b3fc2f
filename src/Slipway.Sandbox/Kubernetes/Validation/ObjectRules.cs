using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Validation;

/// <summary>The rules of the API server that people run into most, in its words.</summary>
internal static class ObjectRules
{
    public static IReadOnlyList<FieldProblem> Check(ResourceKind kind, JsonObject? live, JsonObject next) =>
        [.. MetaRules.Check(kind, next), .. kind.Custom ? [] : Rules(kind, live, next)];

    private static IEnumerable<FieldProblem> Rules(ResourceKind kind, JsonObject? live, JsonObject next) => kind.Kind switch
    {
        "Deployment" or "ReplicaSet" or "StatefulSet" or "DaemonSet" => WorkloadRules.Check(live, next),
        "Pod" => PodRules.Check(next.Child("spec"), "spec"),
        "Job" => PodRules.Check(next.At("spec", "template", "spec"), "spec.template.spec"),
        "Service" => Service(next.Child("spec")),
        "CustomResourceDefinition" => Definition(next),
        _ => [],
    };

    private static IEnumerable<FieldProblem> Service(JsonObject? spec)
    {
        if (spec.Text("type") != "ExternalName" && spec.Text("clusterIP") != "None" && !spec.Objects("ports").Any())
        {
            yield return FieldProblem.Required("spec.ports");
        }

        var index = 0;
        foreach (var port in spec.Objects("ports"))
        {
            if (port.Number("port") is not (>= 1 and <= 65535))
            {
                yield return FieldProblem.Invalid($"spec.ports[{index}].port", port["port"]?.ToJsonString() ?? "0", "must be between 1 and 65535, inclusive");
            }

            index++;
        }
    }

    private static IEnumerable<FieldProblem> Definition(JsonObject next)
    {
        var spec = next.Child("spec");
        var expected = $"{spec.Child("names").Text("plural")}.{spec.Text("group")}";
        if (next.Name() != expected)
        {
            yield return FieldProblem.Invalid("metadata.name", $"\"{next.Name()}\"", $"must be spec.names.plural+\".\"+spec.group");
        }

        if (spec.Child("names").Text("kind") is null)
        {
            yield return FieldProblem.Required("spec.names.kind");
        }

        if (!spec.Objects("versions").Any(version => version.Flag("storage")))
        {
            yield return FieldProblem.Invalid("spec.versions", "[]", "must have exactly one version marked as storage version");
        }
    }
}
