using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Writing;

/// <summary>What a pod spec gets where it is silent, alone or inside a workload's template.</summary>
internal static class PodDefaults
{
    public static void Fill(JsonObject? spec)
    {
        if (spec is null)
        {
            return;
        }

        Defaults.Default(spec, "restartPolicy", "Always");
        Defaults.Default(spec, "terminationGracePeriodSeconds", 30);
        Defaults.Default(spec, "dnsPolicy", "ClusterFirst");
        Defaults.Default(spec, "securityContext", new JsonObject());
        Defaults.Default(spec, "schedulerName", "default-scheduler");
        foreach (var container in spec.Objects("initContainers").Concat(spec.Objects("containers")))
        {
            Container(container);
        }
    }

    private static void Container(JsonObject container)
    {
        Defaults.Default(container, "terminationMessagePath", "/dev/termination-log");
        Defaults.Default(container, "terminationMessagePolicy", "File");
        Defaults.Default(container, "resources", new JsonObject());
        Defaults.Default(container, "imagePullPolicy", Floats(container.Text("image") ?? "") ? "Always" : "IfNotPresent");
        foreach (var port in container.Objects("ports"))
        {
            Defaults.Default(port, "protocol", "TCP");
        }
    }

    private static bool Floats(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return !name.Contains('@', StringComparison.Ordinal) && (!name.Contains(':', StringComparison.Ordinal) || name.EndsWith(":latest", StringComparison.Ordinal));
    }
}
