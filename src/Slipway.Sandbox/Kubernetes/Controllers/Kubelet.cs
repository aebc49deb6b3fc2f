using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Storage;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Leads pods through their life, one step per delay: scheduled, image pulled or not, running, ready, ended.</summary>
internal sealed class Kubelet(ClusterAccess cluster, KubernetesSandboxOptions options) : IController
{
    private const string Manager = "kubelet";
    private readonly Dictionary<string, (int Step, DateTimeOffset Due)> lives = new(StringComparer.Ordinal);
    private readonly EventRecorder events = new(cluster);

    public IEnumerable<ObjectKey> Concerns(Change change)
    {
        if (change.Object.Key is not { Group: "", Plural: Pods.Plural } key)
        {
            return [];
        }

        if (change.Type == ChangeType.Deleted)
        {
            lives.Remove(change.Object.Uid);
            return [];
        }

        return [key];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Read(key) is not { } pod || (Pods.Ended(pod) && !pod.Terminating()))
        {
            return null;
        }

        var uid = pod.Uid();
        if (!lives.TryGetValue(uid, out var life))
        {
            lives[uid] = life = (0, cluster.Time + options.StepDelay);
        }

        if (pod.Terminating() && life.Step != PodLife.Ending)
        {
            lives[uid] = life = (PodLife.Ending, cluster.Time + options.StepDelay);
        }

        if (life.Due - cluster.Time is var left && left > TimeSpan.Zero)
        {
            return left;
        }

        return life.Step == PodLife.Ending ? End(key, pod) : Step(key, pod, life.Step);
    }

    private TimeSpan? Step(ObjectKey key, JsonObject pod, int step)
    {
        if (PodLife.Next(pod, step, cluster.Now) is not { } next)
        {
            return null;
        }

        if (pod.Child("spec").Text("nodeName") is null)
        {
            cluster.Change(key, node => node.Ensure("spec")["nodeName"] = FreshCluster.Node, manager: "kube-scheduler");
        }

        cluster.Change(key, node => node["status"] = next.Status.DeepClone(), "status", Manager);
        foreach (var told in next.Events)
        {
            events.Record(pod, told);
        }

        var wait = next.Pulls && PodTemplates.Images(pod).Any(ImageFates.Slow) ? options.SlowPull : options.StepDelay * next.Waits;
        lives[pod.Uid()] = (step + 1, cluster.Time + wait);
        return wait;
    }

    private TimeSpan? End(ObjectKey key, JsonObject pod)
    {
        lives.Remove(pod.Uid());
        if (pod.Finalizers().Count == 0)
        {
            cluster.Remove(key);
        }

        return null;
    }
}
