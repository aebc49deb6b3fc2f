using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Storage;

namespace Slipway.Sandbox.Kubernetes.Selection;

/// <summary>A field selector: <c>metadata.name=web,status.phase!=Running</c>. Each kind knows the few fields that it can select by.</summary>
internal sealed class FieldSelector
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["pods"] = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName"],
        ["events"] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
            "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
        ],
        ["namespaces"] = ["status.phase"],
        ["nodes"] = ["spec.unschedulable"],
        ["secrets"] = ["type"],
        ["jobs"] = ["status.successful"],
        ["replicasets"] = ["status.replicas"],
    };

    private readonly IReadOnlyList<(string Field, bool Equal, string Value)> terms;

    private FieldSelector(IReadOnlyList<(string Field, bool Equal, string Value)> terms) => this.terms = terms;

    public static Outcome<FieldSelector> Parse(string? text, ResourceKind kind)
    {
        var terms = new List<(string, bool, string)>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                return ApiFailure.BadRequest($"invalid selector: '{text}'; can't understand '{part}'");
            }

            var equal = part[at - 1] != '!';
            var field = part[..(equal ? at : at - 1)];
            if (field is not ("metadata.name" or "metadata.namespace") && !(Known.GetValueOrDefault(kind.Plural) ?? []).Contains(field))
            {
                return ApiFailure.BadRequest($"Unable to find \"{kind.GroupVersion}, Resource={kind.Plural}\" that match label selector \"\", field selector \"{text}\": field label not supported: {field}");
            }

            terms.Add((field, equal, part[(at + 1)..].TrimStart('=')));
        }

        return new FieldSelector(terms);
    }

    public bool Matches(StoredObject item)
    {
        JsonObject? node = null;
        foreach (var (field, equal, value) in terms)
        {
            var actual = field switch
            {
                "metadata.name" => item.Key.Name,
                "metadata.namespace" => item.Key.Namespace,
                "source" => (node ??= item.Read()).Child("source").Text("component") ?? "",
                _ => Read(node ??= item.Read(), field),
            };
            if ((actual == value) != equal)
            {
                return false;
            }
        }

        return true;
    }

    private static string Read(JsonObject node, string field)
    {
        JsonNode? value = node;
        foreach (var step in field.Split('.'))
        {
            value = (value as JsonObject)?[step];
        }

        return value.AsText() ?? value?.ToJsonString() ?? "";
    }
}
