using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Writes core/v1 Events.</summary>
internal sealed class EventRecorder(ClusterAccess cluster)
{
    public void Record(JsonObject about, PodEvent told)
    {
        var now = cluster.Now;
        cluster.Create("events", about.Namespace(), new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = $"{about.Name()}.{GeneratedNames.Suffix(16)}" },
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
    }
}
