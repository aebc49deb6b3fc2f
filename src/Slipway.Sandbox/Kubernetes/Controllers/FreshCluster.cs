using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>What a cluster holds before anyone has written to it: the namespaces and one node.</summary>
internal static class FreshCluster
{
    public const string Node = "sandbox";

    public static void Fill(ObjectWriter writer)
    {
        foreach (var ns in (string[])["default", "kube-system", "kube-public", "kube-node-lease"])
        {
            Create(writer, "namespaces", "", ns, []);
        }

        Create(writer, "nodes", "", Node, new JsonObject
        {
            ["spec"] = new JsonObject(),
            ["status"] = new JsonObject
            {
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True", ["reason"] = "KubeletReady" }),
                ["addresses"] = new JsonArray(new JsonObject { ["type"] = "InternalIP", ["address"] = "127.0.0.1" }),
                ["capacity"] = new JsonObject { ["cpu"] = "2", ["memory"] = "4Gi", ["pods"] = "110" },
                ["allocatable"] = new JsonObject { ["cpu"] = "2", ["memory"] = "4Gi", ["pods"] = "110" },
                ["nodeInfo"] = new JsonObject { ["kubeletVersion"] = "v1.32.0+slipway", ["operatingSystem"] = "linux", ["architecture"] = "amd64" },
            },
        });
        Create(writer, "services", "default", "kubernetes", new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["clusterIP"] = "10.96.0.1",
                ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = 443, ["targetPort"] = 6443 }),
            },
        });
    }

    private static void Create(ObjectWriter writer, string plural, string ns, string name, JsonObject body)
    {
        body["metadata"] = new JsonObject { ["name"] = name };
        writer.Create(new WriteRequest { Kind = BuiltInKinds.Named(plural), Namespace = ns, FieldManager = "kube-apiserver", Internal = true }, body);
    }
}
