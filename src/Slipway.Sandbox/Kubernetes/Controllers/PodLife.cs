using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>The steps of a pod's life as a pure function: pod and step in, status and events out.</summary>
internal static class PodLife
{
    public const int Ending = -1;
    private const int CrashesShown = 3;

    /// <param name="Status">The pod's status after the step.</param>
    /// <param name="Events">What is to be told about it.</param>
    /// <param name="Pulls">Whether an image is pulled until the next step.</param>
    /// <param name="Waits">How many step delays pass until the next step.</param>
    public sealed record Step(JsonObject Status, IReadOnlyList<PodEvent> Events, bool Pulls = false, int Waits = 1);

    /// <summary>The next step; null when nothing more happens by itself.</summary>
    public static Step? Next(JsonObject pod, int step, string now)
    {
        var containers = pod.Child("spec").Objects("containers").ToList();
        var worst = containers.Select(container => ImageFates.Of(container.Text("image") ?? "")).DefaultIfEmpty(ImageFate.Runs).Select(Weight).Max();
        var fate = (ImageFate)(worst % 10);
        return step == 0 ? Scheduled(pod, now) : fate switch
        {
            ImageFate.Missing or ImageFate.Denied => NotPulled(pod, step, now),
            ImageFate.Crashes => Crashed(pod, step, now),
            _ => Running(pod, step, fate, now),
        };
    }

    private static int Weight(ImageFate fate) => (fate switch
    {
        ImageFate.Missing or ImageFate.Denied => 30,
        ImageFate.Crashes => 20,
        ImageFate.NeverReady => 10,
        _ => 0,
    }) + (int)fate;

    private static Step Scheduled(JsonObject pod, string now)
    {
        var waiting = ContainerStates.Waiting("ContainerCreating", null);
        var pulls = ContainerStates.Images(pod).Select(image => new PodEvent("Normal", "Pulling", $"Pulling image \"{image}\""));
        PodEvent scheduled = new("Normal", "Scheduled", $"Successfully assigned {pod.Namespace()}/{pod.Name()} to {FreshCluster.Node}", "default-scheduler");
        return new Step(PodStatus.Of(pod, "Pending", now, _ => waiting), [scheduled, .. pulls], Pulls: true);
    }

    private static Step? NotPulled(JsonObject pod, int step, string now)
    {
        if (step > 2)
        {
            return null;
        }

        var told = new List<PodEvent>();
        var status = PodStatus.Of(pod, "Pending", now, container =>
        {
            var image = container.Text("image") ?? "";
            var fate = ImageFates.Of(image);
            if (fate is not (ImageFate.Missing or ImageFate.Denied))
            {
                return ContainerStates.Running(now, ready: true);
            }

            var error = ImageFates.PullError(image, fate);
            var backOff = $"Back-off pulling image \"{image}\"";
            told.AddRange(step == 1
                ? [new PodEvent("Warning", "Failed", $"Failed to pull image \"{image}\": {error}"), new PodEvent("Warning", "Failed", "Error: ErrImagePull")]
                : [new PodEvent("Normal", "BackOff", backOff), new PodEvent("Warning", "Failed", "Error: ImagePullBackOff")]);
            return step == 1 ? ContainerStates.Waiting("ErrImagePull", error) : ContainerStates.Waiting("ImagePullBackOff", $"{backOff}: ErrImagePull: {error}");
        });
        return new Step(status, told);
    }

    private static Step? Crashed(JsonObject pod, int step, string now)
    {
        if (pod.Child("spec").Text("restartPolicy") == "Never")
        {
            return step > 1 ? null : new Step(PodStatus.Of(pod, "Failed", now, container => Crashes(container)
                ? ContainerStates.Terminated(now, exitCode: 1)
                : ContainerStates.Terminated(now, exitCode: 0)), Started(pod));
        }

        if (step > CrashesShown + 1)
        {
            return null;
        }

        var restarts = step - 1;
        var status = PodStatus.Of(pod, "Running", now, container => !Crashes(container)
            ? ContainerStates.Running(now, ready: true)
            : ContainerStates.CrashLoop(container.Text("name") ?? "", pod, restarts, now));
        PodEvent backOff = new("Warning", "BackOff", $"Back-off restarting failed container in pod {pod.Name()}_{pod.Namespace()}({pod.Uid()})");
        return new Step(status, restarts == 0 ? Started(pod) : [backOff], Waits: 1 << step);
    }

    private static Step? Running(JsonObject pod, int step, ImageFate fate, string now)
    {
        var runsOnce = pod.Child("spec").Text("restartPolicy") is "Never" or "OnFailure";
        var never = fate == ImageFate.NeverReady;
        return step switch
        {
            1 => new Step(PodStatus.Of(pod, "Running", now, _ => ContainerStates.Running(now, ready: false)), Started(pod)),
            2 when never => new Step(
                PodStatus.Of(pod, "Running", now, container => ContainerStates.Running(now, ready: ImageFates.Of(container.Text("image") ?? "") != ImageFate.NeverReady)),
                [new PodEvent("Warning", "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503")]),
            2 => new Step(PodStatus.Of(pod, "Running", now, _ => ContainerStates.Running(now, ready: true)), []),
            3 when runsOnce && !never => new Step(PodStatus.Of(pod, "Succeeded", now, _ => ContainerStates.Terminated(now, exitCode: 0)), []),
            _ => null,
        };
    }

    private static bool Crashes(JsonObject container) => ImageFates.Of(container.Text("image") ?? "") == ImageFate.Crashes;

    private static IReadOnlyList<PodEvent> Started(JsonObject pod) =>
    [
        .. ContainerStates.Images(pod).Select(image => new PodEvent("Normal", "Pulled", $"Successfully pulled image \"{image}\"")),
        .. pod.Child("spec").Objects("containers").Select(container => new PodEvent("Normal", "Started", $"Started container {container.Text("name")}")),
    ];
}
