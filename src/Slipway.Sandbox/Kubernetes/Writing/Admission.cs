using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Storage;

namespace Slipway.Sandbox.Kubernetes.Writing;

/// <summary>What depends on the rest of the cluster: the namespace must be there, and a service needs an address of its own.</summary>
internal sealed class Admission(ObjectStore store, KindDirectory kinds)
{
    private int addresses = 1;

    public ApiFailure? RefuseNew(WriteRequest request, JsonObject next)
    {
        if (!request.Kind.Namespaced || request.Internal)
        {
            return null;
        }

        var namespaces = BuiltInKinds.Named("namespaces");
        if (store.Find(ObjectKey.Of(namespaces, "", request.Namespace)) is not { } found)
        {
            return ApiFailure.NotFound(namespaces, request.Namespace);
        }

        return found.Read().Terminating()
            ? new ApiFailure(403, "Forbidden",
                $"{request.Kind.GroupResource} \"{next.Name()}\" is forbidden: unable to create new content in namespace {request.Namespace} because it is being terminated")
            : null;
    }

    public void Complete(ResourceKind kind, JsonObject? live, JsonObject next, string now)
    {
        if (kind.Is("", "services"))
        {
            CompleteService(live, next);
        }
        else if (kind.Is("", "namespaces"))
        {
            next.Meta().Ensure("labels")["kubernetes.io/metadata.name"] = next.Name();
            next.Ensure("status")["phase"] = next.Terminating() ? "Terminating" : "Active";
        }
        else if (kind.Is("apiextensions.k8s.io", "customresourcedefinitions") && live is null)
        {
            Establish(next, now);
        }
    }

    /// <summary>A CRD is served as soon as it is stored, so whoever reads it back may use it.</summary>
    public void Publish(ResourceKind kind, JsonObject node, bool gone)
    {
        if (kind.Is("apiextensions.k8s.io", "customresourcedefinitions")
            && node.At("spec").Text("group") is { } group && node.At("spec", "names").Text("plural") is { } plural)
        {
            kinds.Declare(group, plural, gone ? [] : CustomKinds.DeclaredBy(node));
        }
    }

    private static void Establish(JsonObject definition, string now)
    {
        JsonObject Condition(string type, string reason, string message) => new()
        {
            ["type"] = type,
            ["status"] = "True",
            ["lastTransitionTime"] = now,
            ["reason"] = reason,
            ["message"] = message,
        };

        var spec = definition.Child("spec");
        definition["status"] = new JsonObject
        {
            ["acceptedNames"] = spec.Child("names")?.DeepClone(),
            ["conditions"] = new JsonArray(
                Condition("NamesAccepted", "NoConflicts", "no conflicts found"),
                Condition("Established", "InitialNamesAccepted", "the initial names have been accepted")),
            ["storedVersions"] = new JsonArray(
                [.. spec.Objects("versions").Where(version => version.Flag("storage")).Select(version => (JsonNode?)version.Text("name"))]),
        };
    }

    private void CompleteService(JsonObject? live, JsonObject next)
    {
        var spec = next.Ensure("spec");
        if (spec.Text("type") == "ExternalName")
        {
            return;
        }

        if (spec.Text("clusterIP") is null or "")
        {
            spec["clusterIP"] = live.At("spec").Text("clusterIP") ?? NextAddress();
        }

        spec["clusterIPs"] = new JsonArray(spec.Text("clusterIP"));
        if (spec.Text("type") is "NodePort" or "LoadBalancer")
        {
            foreach (var port in spec.Objects("ports").Where(port => port.Number("nodePort") is null or 0))
            {
                port["nodePort"] = live.At("spec").Objects("ports").FirstOrDefault(was => was.Number("port") == port.Number("port")).Number("nodePort")
                    ?? 30000 + (Interlocked.Increment(ref addresses) % 2768);
            }
        }

        if (spec.Text("type") == "LoadBalancer")
        {
            next.Ensure("status").Ensure("loadBalancer")["ingress"] ??= new JsonArray(new JsonObject { ["ip"] = "127.0.0.1", ["ipMode"] = "VIP" });
        }
    }

    private string NextAddress()
    {
        var number = Interlocked.Increment(ref addresses);
        return $"10.96.{(number >> 8) & 255}.{number & 255}";
    }
}
