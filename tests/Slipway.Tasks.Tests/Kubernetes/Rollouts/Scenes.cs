using System.Text.Json.Nodes;
using Slipway.Tasks.Kubernetes.Rollouts;

namespace Slipway.Tasks.Tests.Kubernetes.Rollouts;

/// <summary>Objects as a cluster shows them, written as short as they can be.</summary>
internal static class Scenes
{
    public static RolloutScene Of(JsonObject workload, JsonObject[]? replicaSets = null, JsonObject[]? pods = null) =>
        new(workload, replicaSets ?? [], pods ?? []);

    public static JsonObject Deployment(int wanted = 3, int updated = 3, int all = 3, int available = 3, int generation = 2, int observed = 2, string? condition = null, bool paused = false, int? revision = null)
    {
        var deployment = Json($$"""
            {"kind":"Deployment","metadata":{"name":"web","uid":"d1","generation":{{generation}} },
             "spec":{"replicas":{{wanted}} },
             "status":{"observedGeneration":{{observed}},"replicas":{{all}},"updatedReplicas":{{updated}},"availableReplicas":{{available}},
                       "conditions":[{{condition}}] } }
            """);
        if (paused)
        {
            deployment["spec"]!["paused"] = true;
        }

        if (revision is not null)
        {
            deployment["metadata"]!["annotations"] = new JsonObject { ["deployment.kubernetes.io/revision"] = $"{revision}" };
        }

        return deployment;
    }

    public static JsonObject ReplicaSet(string uid, int revision) => Json($$"""
        {"metadata":{"name":"web-{{uid}}","uid":"{{uid}}","ownerReferences":[{"uid":"d1"}],
                     "annotations":{"deployment.kubernetes.io/revision":"{{revision}}"} } }
        """);

    public static JsonObject Pod(string owner, string status, string labels = "", string name = "web-x") => Json($$"""
        {"metadata":{"name":"{{name}}","uid":"{{name}}","ownerReferences":[{"uid":"{{owner}}"}],"labels":{ {{labels}} } },"status":{{status}} }
        """);

    public static string Waiting(string reason, string message = "", int restarts = 0, string last = "") => $$"""
        {"phase":"Pending","containerStatuses":[{"name":"web","image":"acme/web:1","ready":false,"restartCount":{{restarts}},
          "state":{"waiting":{"reason":"{{reason}}","message":"{{message}}"} },"lastState":{{(last.Length > 0 ? last : "{}")}} } ] }
        """;

    public static string Terminated(int code, string reason = "Error", string message = "") => $$"""
        {"terminated":{"exitCode":{{code}},"reason":"{{reason}}","message":"{{message}}"} }
        """;

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
