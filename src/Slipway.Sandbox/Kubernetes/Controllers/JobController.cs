using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Runs a job's pods until enough have succeeded or too many have failed.</summary>
internal sealed class JobController(ClusterAccess cluster) : IController
{
    public IEnumerable<ObjectKey> Concerns(Change change) => Pods.OwnerOf(change, "batch", "jobs", "Job", Pods.Plural);

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Read(key) is not { } job || job.Terminating())
        {
            return null;
        }

        var pods = cluster.Controlled(Pods.Plural, job);
        var succeeded = pods.Count(pod => pod.Child("status").Text("phase") == "Succeeded");
        var failed = pods.Count(pod => pod.Child("status").Text("phase") == "Failed");
        var active = pods.Count(pod => !Pods.Ended(pod) && !pod.Terminating());
        var spec = job.Child("spec");
        var completions = spec.Number("completions") ?? 1;
        var over = succeeded >= completions ? "Complete" : failed > (spec.Number("backoffLimit") ?? 6) ? "Failed" : null;
        if (over is null && !spec.Flag("suspend"))
        {
            for (; active < Math.Min(spec.Number("parallelism") ?? 1, Math.Min(completions - succeeded, 100)); active++)
            {
                cluster.Create(Pods.Plural, key.Namespace, Pods.From(
                    job, $"{key.Name}-{GeneratedNames.Suffix(5)}", ("batch.kubernetes.io/job-name", key.Name), ("job-name", key.Name)));
            }
        }

        Tell(key, job, active, succeeded, failed, over);
        return null;
    }

    private void Tell(ObjectKey key, JsonObject job, int active, int succeeded, int failed, string? over)
    {
        var status = new JsonObject { ["startTime"] = job.Child("status").Text("startTime") ?? cluster.Now };
        foreach (var (name, count) in (ReadOnlySpan<(string, int)>)[("active", active), ("succeeded", succeeded), ("failed", failed)])
        {
            if (count > 0)
            {
                status[name] = count;
            }
        }

        if (over is not null)
        {
            var ended = job.Child("status").Text("completionTime") ?? cluster.Now;
            if (over == "Complete")
            {
                status["completionTime"] = ended;
            }

            status["conditions"] = job.Child("status").Items("conditions")?.DeepClone() ?? new JsonArray(new JsonObject
            {
                ["type"] = over,
                ["status"] = "True",
                ["lastProbeTime"] = cluster.Now,
                ["lastTransitionTime"] = cluster.Now,
                ["reason"] = over == "Failed" ? "BackoffLimitExceeded" : "CompletionsReached",
                ["message"] = over == "Failed" ? "Job has reached the specified backoff limit" : "Reached expected number of succeeded pods",
            });
        }

        cluster.Change(key, node => node["status"] = status.DeepClone(), "status");
    }
}
