using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Pods as their controllers make and count them.</summary>
internal static class Pods
{
    public const string Plural = "pods";

    public static ObjectKey Key(JsonObject pod) => new("", Plural, pod.Namespace(), pod.Name());

    public static JsonObject From(JsonObject owner, string name, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var template = PodTemplates.Of(owner);
        var meta = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = owner.Namespace(),
            ["labels"] = template.Child("metadata").Child("labels")?.DeepClone() ?? new JsonObject(),
            ["ownerReferences"] = new JsonArray(ObjectMeta.OwnerReference(owner)),
        };
        if (template.Child("metadata").Child("annotations") is { } annotations)
        {
            meta["annotations"] = annotations.DeepClone();
        }

        foreach (var (label, value) in labels)
        {
            meta.Ensure("labels")[label] = value;
        }

        return new JsonObject { ["metadata"] = meta, ["spec"] = template.Child("spec")?.DeepClone() ?? new JsonObject() };
    }

    public static bool Ready(JsonObject pod) =>
        pod.Child("status").Objects("conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    /// <summary>Ready for as long as its workload asks (<c>minReadySeconds</c>).</summary>
    public static bool Available(JsonObject pod, int minReadySeconds, DateTimeOffset now) =>
        Ready(pod) && (minReadySeconds == 0 || ReadySince(pod) is not { } since || now - since >= TimeSpan.FromSeconds(minReadySeconds));

    public static bool Ended(JsonObject pod) => pod.Child("status").Text("phase") is "Succeeded" or "Failed";

    public static string TemplateHash(JsonObject owner) => GeneratedNames.Hash(PodTemplates.Of(owner)?.ToJsonString() ?? "");

    /// <summary>The workload of this kind that a change of a pod, or of the workload itself, concerns.</summary>
    public static IEnumerable<ObjectKey> OwnerOf(Change change, string group, string plural, string kind, string dependents)
    {
        var key = change.Object.Key;
        if (key.Group == group && key.Plural == plural)
        {
            yield return key;
        }
        else if (key.Plural == dependents && change.Object.Controller is not null
            && change.Object.Read().ControllerReference() is { } owner && owner.Text("kind") == kind)
        {
            yield return new ObjectKey(group, plural, key.Namespace, owner.Text("name") ?? "");
        }
    }

    private static DateTimeOffset? ReadySince(JsonObject pod) =>
        pod.Child("status").Objects("conditions").FirstOrDefault(condition => condition.Text("type") == "Ready").Time("lastTransitionTime");
}
