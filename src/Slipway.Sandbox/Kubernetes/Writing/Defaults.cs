using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Writing;

/// <summary>The values that the server fills in where a client is silent. Source: k8s.io/kubernetes/pkg/apis/*/v1/defaults.go.</summary>
internal static class Defaults
{
    public static void Fill(ResourceKind kind, JsonObject node)
    {
        if (kind.Custom)
        {
            return;
        }

        switch (kind.Kind)
        {
            case "Pod":
                PodDefaults.Fill(node.Child("spec"));
                if (node.Child("spec") is { } pod)
                {
                    Default(pod, "enableServiceLinks", true);
                    Default(pod, "serviceAccountName", "default");
                    Default(pod, "serviceAccount", "default");
                }

                break;
            case "Deployment" when node.Child("spec") is { } spec:
                Deployment(spec);
                break;
            case "ReplicaSet" or "ReplicationController" or "StatefulSet" or "DaemonSet" when node.Child("spec") is { } spec:
                Workload(kind.Kind, spec);
                break;
            case "Job" when node.Child("spec") is { } spec:
                Job(spec);
                break;
            case "CronJob" when node.Child("spec") is { } spec:
                Default(spec, "concurrencyPolicy", "Allow");
                Default(spec, "suspend", false);
                Default(spec, "successfulJobsHistoryLimit", 3);
                Default(spec, "failedJobsHistoryLimit", 1);
                PodDefaults.Fill(PodTemplates.PodSpec(node));
                break;
            case "Service" when node.Child("spec") is { } spec:
                Service(spec);
                break;
            case "Secret":
                Secret(node);
                break;
            case "Namespace":
                node.Ensure("spec")["finalizers"] ??= new JsonArray("kubernetes");
                break;
            case "PersistentVolumeClaim" when node.Child("spec") is { } spec:
                Default(spec, "volumeMode", "Filesystem");
                break;
        }
    }

    public static void Default(JsonObject node, string name, JsonNode value)
    {
        if (!node.TryGetPropertyValue(name, out var given) || given is null)
        {
            node[name] = value;
        }
    }

    private static void Deployment(JsonObject spec)
    {
        Default(spec, "replicas", 1);
        Default(spec, "revisionHistoryLimit", 10);
        Default(spec, "progressDeadlineSeconds", 600);
        var strategy = spec.Ensure("strategy");
        Default(strategy, "type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            var rolling = strategy.Ensure("rollingUpdate");
            Default(rolling, "maxUnavailable", "25%");
            Default(rolling, "maxSurge", "25%");
        }

        PodDefaults.Fill(spec.At("template", "spec"));
    }

    private static void Workload(string kind, JsonObject spec)
    {
        if (kind != "DaemonSet")
        {
            Default(spec, "replicas", 1);
        }

        if (kind is "StatefulSet" or "DaemonSet")
        {
            Default(spec, "revisionHistoryLimit", 10);
            var strategy = spec.Ensure("updateStrategy");
            Default(strategy, "type", "RollingUpdate");
        }

        if (kind == "StatefulSet")
        {
            Default(spec, "podManagementPolicy", "OrderedReady");
        }

        PodDefaults.Fill(spec.At("template", "spec"));
    }

    private static void Job(JsonObject spec)
    {
        Default(spec, "completions", 1);
        Default(spec, "parallelism", 1);
        Default(spec, "backoffLimit", 6);
        Default(spec, "completionMode", "NonIndexed");
        Default(spec, "suspend", false);
        PodDefaults.Fill(spec.At("template", "spec"));
    }

    private static void Service(JsonObject spec)
    {
        Default(spec, "type", "ClusterIP");
        Default(spec, "sessionAffinity", "None");
        if (spec.Text("type") != "ExternalName")
        {
            Default(spec, "internalTrafficPolicy", "Cluster");
            Default(spec, "ipFamilies", new JsonArray("IPv4"));
            Default(spec, "ipFamilyPolicy", "SingleStack");
        }

        foreach (var port in spec.Objects("ports"))
        {
            Default(port, "protocol", "TCP");
            if (port["port"] is { } number)
            {
                Default(port, "targetPort", number.DeepClone());
            }
        }
    }

    private static void Secret(JsonObject node)
    {
        Default(node, "type", "Opaque");
        foreach (var (name, value) in node.Child("stringData") ?? [])
        {
            node.Ensure("data")[name] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value.AsText() ?? ""));
        }

        node.Remove("stringData");
    }
}
