using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Validation;

/// <summary>The rules of <c>metadata</c>, the same for every kind.</summary>
internal static class MetaRules
{
    private const int AnnotationsLimit = 256 * 1024;

    public static IEnumerable<FieldProblem> Check(ResourceKind kind, JsonObject node)
    {
        var name = node.Name();
        if (name.Length == 0)
        {
            yield return FieldProblem.Required("metadata.name", "name or generateName is required");
        }
        else if (NameProblem(kind, name) is { } problem)
        {
            yield return FieldProblem.Invalid("metadata.name", $"\"{name}\"", problem);
        }

        foreach (var (key, value) in node.Child("metadata").Texts("labels"))
        {
            if (Names.LabelValueProblem(value) is { } wrong)
            {
                yield return FieldProblem.Invalid("metadata.labels", $"\"{value}\"", wrong);
            }

            if (KeyProblem(key) is { } bad)
            {
                yield return FieldProblem.Invalid("metadata.labels", $"\"{key}\"", bad);
            }
        }

        var annotations = node.Child("metadata").Texts("annotations");
        if (annotations.Sum(pair => pair.Key.Length + pair.Value.Length) > AnnotationsLimit)
        {
            yield return new FieldProblem("FieldValueTooLong", "metadata.annotations", $"Too long: may not be more than {AnnotationsLimit} bytes");
        }
    }

    /// <summary>What the decoder of the real server would choke on: wrong JSON types in metadata and in the fields everyone uses.</summary>
    public static string? TypeProblem(JsonObject node)
    {
        if (node["metadata"] is not (null or JsonObject))
        {
            return "metadata must be an object";
        }

        foreach (var name in (string[])["name", "namespace", "generateName", "resourceVersion", "uid"])
        {
            if (node.Child("metadata")?[name] is { } value && value.AsText() is null)
            {
                return $"cannot unmarshal {value.GetValueKind()} into Go struct field ObjectMeta.metadata.{name} of type string";
            }
        }

        foreach (var map in (string[])["labels", "annotations"])
        {
            var given = node.Child("metadata")?[map];
            if (given is not (null or JsonObject) || (given as JsonObject ?? []).Any(pair => pair.Value is not null && pair.Value.AsText() is null))
            {
                return $"cannot unmarshal into Go struct field ObjectMeta.metadata.{map} of type map[string]string";
            }
        }

        return node.Child("spec")?["replicas"] is { } replicas && replicas.GetValueKind() != JsonValueKind.Number
            ? $"cannot unmarshal {replicas.GetValueKind()} into Go struct field spec.replicas of type int32"
            : null;
    }

    private static string? NameProblem(ResourceKind kind, string name) => kind.Plural switch
    {
        "namespaces" or "services" => Names.LabelProblem(name),
        _ when kind.Group == "rbac.authorization.k8s.io" => Names.PathSegmentProblem(name),
        _ => Names.SubdomainProblem(name),
    };

    private static string? KeyProblem(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var prefix = slash < 0 ? null : key[..slash];
        var name = key[(slash + 1)..];
        return (prefix is not null && Names.SubdomainProblem(prefix) is not null) || name.Length == 0 || Names.LabelValueProblem(name) is not null
            ? "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character, with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            : null;
    }
}
