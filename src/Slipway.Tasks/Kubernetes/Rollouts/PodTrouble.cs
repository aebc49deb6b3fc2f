using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>Why a pod does not become ready.</summary>
/// <param name="Reason">Kubernetes' word, such as <c>ImagePullBackOff</c>.</param>
/// <param name="Cause">What is behind it, as the cluster tells it.</param>
/// <param name="Place">Which pod, and which container of it.</param>
/// <param name="IsFatal">Whether waiting longer is of no use.</param>
/// <param name="Grace">How long a fatal one must last.</param>
internal sealed record PodTrouble(string Reason, string Cause, PodPlace Place, bool IsFatal, TimeSpan Grace = default)
{
    // The next sync of the kubelet clears it when the Secret or ConfigMap has come in the meantime.
    private static readonly TimeSpan s_configGrace = TimeSpan.FromSeconds(10);

    /// <summary>Whether a container ran and ended, rather than never started.</summary>
    public bool IsCrash => Reason == "CrashLoopBackOff";

    /// <summary>Whether it is about fetching an image, of which the pod's events may tell more.</summary>
    public bool IsPull => Reason is "ImagePullBackOff" or "ErrImagePull";

    /// <summary>Reason, cause and place in one sentence.</summary>
    public string Message => $"{Reason}: {Cause} ({Place})";

    public RolloutVerdict.Failed ToVerdict() => new(Message, Grace, this);

    /// <summary>The first trouble that will not pass by itself.</summary>
    public static PodTrouble? Fatal(IEnumerable<JsonObject> pods) => pods.SelectMany(Of).Where(t => t.IsFatal).MinBy(t => t.Grace);

    /// <summary>The trouble most worth telling when time is up.</summary>
    public static PodTrouble? Worst(IEnumerable<JsonObject> pods) => pods.SelectMany(Of).MaxBy(t => t.IsFatal);

    /// <summary>How the container that ended last with an error ended; null when none did.</summary>
    public static string? LastExit(IEnumerable<JsonObject> pods) => pods
        .SelectMany(pod => ContainerStatuses(pod).Select(status => (Status: status, Exit: ExitOf(status))))
        .Where(c => c.Exit is not null && c.Exit.Whole("exitCode") != 0)
        .OrderByDescending(c => c.Exit!.Text("finishedAt"), StringComparer.Ordinal)
        .Select(c => Exited(c.Status, c.Exit!))
        .FirstOrDefault();

    /// <summary>All that keeps a pod from being ready.</summary>
    public static IEnumerable<PodTrouble> Of(JsonObject pod)
    {
        if (pod.At("metadata", "deletionTimestamp") is not null)
        {
            yield break;
        }

        var name = pod.Text("metadata", "name") ?? "";
        if (pod.Condition("PodScheduled", "False") is { } unscheduled && unscheduled.Text("reason") is "Unschedulable")
        {
            yield return new PodTrouble("Unschedulable", unscheduled.Text("message") ?? "no node can take it", new PodPlace(name), IsFatal: false);
        }

        foreach (var status in ContainerStatuses(pod))
        {
            if (OfContainer(name, status) is { } trouble)
            {
                yield return trouble;
            }
        }

        if (pod.Text("status", "phase") == "Failed" && pod.Text("status", "reason") is { } reason)
        {
            yield return new PodTrouble(reason, pod.Text("status", "message") ?? "the pod failed", new PodPlace(name), IsFatal: false);
        }
    }

    private static PodTrouble? OfContainer(string pod, JsonObject status)
    {
        var place = new PodPlace(pod, status.Text("name"));
        var waiting = status.Text("state", "waiting", "reason");
        var message = status.Text("state", "waiting", "message")?.Trim() is { Length: > 0 } told ? told : $"image {status.Text("image")}";
        switch (waiting)
        {
            case "ImagePullBackOff" or "InvalidImageName" or "ErrImageNeverPull" or "ImageInspectError":
                return new PodTrouble(waiting, PullCause.Shorten(message), place, IsFatal: true);
            case "ErrImagePull" or "RegistryUnavailable":
                // The kubelet tries again in a moment, and says ImagePullBackOff if that fails as well.
                return new PodTrouble(waiting, PullCause.Shorten(message), place, IsFatal: false);
            case "CreateContainerConfigError" or "CreateContainerError" or "RunContainerError":
                return new PodTrouble(waiting, message, place, IsFatal: true, s_configGrace);
        }

        var restarts = status.Whole("restartCount") ?? 0;
        var exit = ExitOf(status);
        if (waiting != "CrashLoopBackOff" && (restarts < 2 || status.IsTrue("ready") || exit is null || exit.Whole("exitCode") == 0))
        {
            return null;
        }

        var ended = exit is null ? $"container {place.Container} keeps ending" : Exited(status, exit);
        return new PodTrouble("CrashLoopBackOff", $"{ended}, {restarts} {(restarts == 1 ? "restart" : "restarts")}", place, IsFatal: true);
    }

    private static string Exited(JsonObject status, JsonObject exit)
    {
        var why = exit.Text("reason") is { } reason and not "Error" ? $" ({reason})" : "";
        var said = exit.Text("message")?.Trim() is { Length: > 0 } message ? $": {message}" : "";
        return $"container {status.Text("name")} exited with code {exit.Whole("exitCode")}{why}{said}";
    }

    private static JsonObject? ExitOf(JsonObject status) =>
        (status.At("state", "terminated") ?? status.At("lastState", "terminated")) as JsonObject;

    private static IEnumerable<JsonObject> ContainerStatuses(JsonObject pod) =>
        pod.Items("status", "initContainerStatuses").Concat(pod.Items("status", "containerStatuses"));
}

/// <summary>Where a trouble was seen.</summary>
internal sealed record PodPlace(string Pod, string? Container = null)
{
    public override string ToString() => Container is null ? $"pod {Pod}" : $"pod {Pod}, container {Container}";
}
