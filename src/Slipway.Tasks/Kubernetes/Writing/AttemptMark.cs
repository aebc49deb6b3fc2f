using System.Text.Json.Nodes;
using Slipway.Tasks.Kubernetes.Rollouts;

namespace Slipway.Tasks.Kubernetes.Writing;

/// <summary>
/// The annotation by which a task knows its own work again after a crash. It stands on the object, never on the pod
/// template: there it would restart every pod.
/// </summary>
internal static class AttemptMark
{
    public const string Annotation = "slipway.dev/attempt";

    public static string? Read(JsonObject written) => written.Text("metadata", "annotations", Annotation);

    /// <summary>The object to send: the author's, marked, in its namespace, without what only a server may set.</summary>
    public static JsonObject Stamp(JsonObject body, string? space, string attempt)
    {
        var stamped = body.DeepClone().AsObject();
        var metadata = stamped["metadata"]!.AsObject();
        metadata.Remove("managedFields");
        metadata.Remove("namespace");
        if (space is not null)
        {
            metadata["namespace"] = space;
        }

        if (metadata["annotations"] is not JsonObject annotations)
        {
            metadata["annotations"] = annotations = [];
        }

        annotations[Annotation] = attempt;
        return stamped;
    }
}
