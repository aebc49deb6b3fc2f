using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>The part of a container's status that its state decides: <c>state</c>, <c>lastState</c>, <c>ready</c>, <c>started</c>, <c>restartCount</c>.</summary>
internal static class ContainerStates
{
    public static IEnumerable<string> Images(JsonObject pod) => pod.Child("spec").Objects("containers").Select(container => container.Text("image") ?? "");

    public static JsonObject Waiting(string reason, string? message)
    {
        var waiting = new JsonObject { ["reason"] = reason };
        if (message is not null)
        {
            waiting["message"] = message;
        }

        return State(new JsonObject { ["waiting"] = waiting }, ready: false, started: false);
    }

    public static JsonObject Running(string now, bool ready) =>
        State(new JsonObject { ["running"] = new JsonObject { ["startedAt"] = now } }, ready, started: true);

    public static JsonObject Terminated(string now, int exitCode) =>
        State(new JsonObject { ["terminated"] = Ended(now, exitCode) }, ready: false, started: false);

    public static JsonObject CrashLoop(string container, JsonObject pod, int restarts, string now)
    {
        if (restarts == 0)
        {
            return Terminated(now, exitCode: 1);
        }

        var message = $"back-off {10 << (restarts - 1)}s restarting failed container={container} pod={pod.Name()}_{pod.Namespace()}({pod.Uid()})";
        var state = Waiting("CrashLoopBackOff", message);
        state["lastState"] = new JsonObject { ["terminated"] = Ended(now, 1) };
        state["restartCount"] = restarts;
        return state;
    }

    private static JsonObject State(JsonObject state, bool ready, bool started) => new()
    {
        ["state"] = state,
        ["lastState"] = new JsonObject(),
        ["ready"] = ready,
        ["started"] = started,
        ["restartCount"] = 0,
    };

    private static JsonObject Ended(string now, int exitCode) => new()
    {
        ["exitCode"] = exitCode,
        ["reason"] = exitCode == 0 ? "Completed" : "Error",
        ["startedAt"] = now,
        ["finishedAt"] = now,
    };
}
