using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Validation;

/// <summary>What a pod spec must hold, alone or in a template.</summary>
internal static class PodRules
{
    public static IEnumerable<FieldProblem> Check(JsonObject? spec, string at)
    {
        if (!spec.Objects("containers").Any())
        {
            yield return FieldProblem.Required($"{at}.containers");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var container in spec.Objects("containers"))
        {
            var place = $"{at}.containers[{index++}]";
            var name = container.Text("name") ?? "";
            if (name.Length == 0)
            {
                yield return FieldProblem.Required($"{place}.name");
            }
            else if (Names.LabelProblem(name) is { } problem)
            {
                yield return FieldProblem.Invalid($"{place}.name", $"\"{name}\"", problem);
            }
            else if (!names.Add(name))
            {
                yield return FieldProblem.Duplicate($"{place}.name", $"\"{name}\"");
            }

            if (container.Text("image") is not { } image || image.Length == 0)
            {
                yield return FieldProblem.Required($"{place}.image");
            }
            else if (image.Trim() != image)
            {
                yield return FieldProblem.Invalid($"{place}.image", $"\"{image}\"", "must not have leading or trailing whitespace");
            }
        }
    }
}
