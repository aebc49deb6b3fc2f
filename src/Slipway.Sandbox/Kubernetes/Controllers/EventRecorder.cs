using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Storage;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Writes core/v1 Events.</summary>
internal sealed class EventRecorder(ClusterAccess cluster)
{
    private const int Kept = 2000;
    private readonly Queue<ObjectKey> recent = new();
    private long recorded;

    public void Record(JsonObject about, PodEvent told)
    {
        var now = cluster.Now;

        // Names that grow, because clients list events by name and show those of one second in that order.
        var name = string.Create(CultureInfo.InvariantCulture, $"{about.Name()}.{cluster.Time.ToUnixTimeMilliseconds():x}{++recorded % 0x10000:x4}");
        cluster.Create("events", about.Namespace(), new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name },
            ["involvedObject"] = new JsonObject
            {
                ["kind"] = about.Text("kind"),
                ["namespace"] = about.Namespace(),
                ["name"] = about.Name(),
                ["uid"] = about.Uid(),
                ["apiVersion"] = about.Text("apiVersion"),
                ["resourceVersion"] = about.Child("metadata").Text("resourceVersion"),
            },
            ["reason"] = told.Reason,
            ["message"] = told.Message,
            ["type"] = told.Type,
            ["count"] = 1,
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["source"] = new JsonObject { ["component"] = told.Source },
            ["reportingComponent"] = told.Source,
            ["reportingInstance"] = FreshCluster.Node,
        }, told.Source);

        // A real cluster forgets events after an hour; here a long run must not fill the memory with them.
        recent.Enqueue(new ObjectKey("", "events", about.Namespace(), name));
        if (recent.Count > Kept)
        {
            cluster.Remove(recent.Dequeue());
        }
    }
}
