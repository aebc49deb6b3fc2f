using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>A deployment's status as a pure function of its replica sets. Source: k8s.io/kubernetes/pkg/controller/deployment/sync.go and progress.go.</summary>
internal static class DeploymentStatus
{
    public static JsonObject Of(JsonObject deployment, JsonObject? fresh, IReadOnlyList<JsonObject> all, DateTimeOffset now)
    {
        var old = deployment.Child("status");
        var desired = deployment.Child("spec").Number("replicas") ?? 1;
        var total = Sum(all, "replicas");
        var available = Sum(all, "availableReplicas");
        var updated = fresh.Child("status").Number("replicas") ?? 0;
        var status = new JsonObject { ["observedGeneration"] = deployment.Generation() };
        Put(status, "replicas", total);
        Put(status, "updatedReplicas", updated);
        Put(status, "readyReplicas", Sum(all, "readyReplicas"));
        Put(status, "availableReplicas", available);
        Put(status, "unavailableReplicas", Math.Max(0, Math.Max(total, desired) - available));

        var complete = updated == desired && total == desired && available == desired;
        var unavailable = RollingStep.Unavailable(deployment.Child("spec"));
        var enough = available >= desired - unavailable;
        status["conditions"] = new JsonArray(
            Condition(old, "Available", enough ? "True" : "False", enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.", now, touched: false),
            Progress(deployment, fresh, old, status, complete, now));
        return status;
    }

    /// <summary>How long until the progress deadline passes; null when it cannot.</summary>
    public static TimeSpan? Deadline(JsonObject deployment, DateTimeOffset now)
    {
        var progress = Find(deployment.Child("status"), "Progressing");
        if (progress is null || progress.Text("status") != "True" || progress.Text("reason") == "NewReplicaSetAvailable" || progress.Time("lastUpdateTime") is not { } last)
        {
            return null;
        }

        // A second more, because the timestamps are whole seconds.
        var left = last + TimeSpan.FromSeconds(Limit(deployment) + 1) - now;
        return left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(10);
    }

    private static JsonObject Progress(JsonObject deployment, JsonObject? fresh, JsonObject? old, JsonObject status, bool complete, DateTimeOffset now)
    {
        var name = fresh?.Name() ?? "";
        var before = Find(old, "Progressing");
        if (deployment.Child("spec").Flag("paused"))
        {
            return Condition(old, "Progressing", "Unknown", "DeploymentPaused", "Deployment is paused", now, touched: false);
        }

        // Once available, a rollout stays available until there is a new one: pods that fail later do not make it a rollout again.
        if (complete || (before.Text("reason") == "NewReplicaSetAvailable" && before.Text("message")?.Contains($"\"{name}\"", StringComparison.Ordinal) == true))
        {
            return Condition(old, "Progressing", "True", "NewReplicaSetAvailable", $"ReplicaSet \"{name}\" has successfully progressed.", now, touched: false);
        }

        if (before is null || before.Text("message")?.Contains($"\"{name}\"", StringComparison.Ordinal) != true)
        {
            return Condition(old, "Progressing", "True", "NewReplicaSetCreated", $"Created new replica set \"{name}\"", now, touched: true);
        }

        if (Moved(old, status))
        {
            return Condition(old, "Progressing", "True", "ReplicaSetUpdated", $"ReplicaSet \"{name}\" is progressing.", now, touched: true);
        }

        var expired = before.Text("reason") == "ProgressDeadlineExceeded"
            || (before.Time("lastUpdateTime") is { } last && now - last > TimeSpan.FromSeconds(Limit(deployment)));
        return expired
            ? Condition(old, "Progressing", "False", "ProgressDeadlineExceeded", $"ReplicaSet \"{name}\" has timed out progressing.", now, touched: false)
            : (JsonObject)before.DeepClone();
    }

    private static bool Moved(JsonObject? old, JsonObject now)
    {
        int Grown(string name) => (now.Number(name) ?? 0) - (old.Number(name) ?? 0);

        var shrunk = Grown("replicas") - Grown("updatedReplicas") < 0;
        return Grown("updatedReplicas") > 0 || Grown("readyReplicas") > 0 || Grown("availableReplicas") > 0 || shrunk;
    }

    private static int Limit(JsonObject deployment) => deployment.Child("spec").Number("progressDeadlineSeconds") ?? 600;

    private static JsonObject? Find(JsonObject? status, string type) => status.Objects("conditions").FirstOrDefault(condition => condition.Text("type") == type);

    private static JsonObject Condition(JsonObject? old, string type, string value, string reason, string message, DateTimeOffset now, bool touched)
    {
        var stamp = JsonReading.Timestamp(now);
        var before = Find(old, type);
        var same = before.Text("status") == value;
        var unmoved = same && !touched && before.Text("reason") == reason && before.Text("message") == message;
        return new JsonObject
        {
            ["type"] = type,
            ["status"] = value,
            ["lastUpdateTime"] = unmoved ? before.Text("lastUpdateTime") ?? stamp : stamp,
            ["lastTransitionTime"] = same ? before.Text("lastTransitionTime") ?? stamp : stamp,
            ["reason"] = reason,
            ["message"] = message,
        };
    }

    private static int Sum(IEnumerable<JsonObject> sets, string name) => sets.Sum(set => set.Child("status").Number(name) ?? 0);

    private static void Put(JsonObject status, string name, int value)
    {
        if (value != 0)
        {
            status[name] = value;
        }
    }
}
