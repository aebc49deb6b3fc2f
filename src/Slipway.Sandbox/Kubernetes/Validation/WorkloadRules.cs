using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Selection;

namespace Slipway.Sandbox.Kubernetes.Validation;

/// <summary>What deployments, replica sets, stateful sets and daemon sets must hold.</summary>
internal static class WorkloadRules
{
    public static IEnumerable<FieldProblem> Check(JsonObject? live, JsonObject next)
    {
        var spec = next.Child("spec");
        var template = spec.Child("template");
        var labels = template.Child("metadata").Texts("labels");
        if (spec.Number("replicas") is < 0)
        {
            yield return FieldProblem.Invalid("spec.replicas", spec!["replicas"]!.ToJsonString(), "must be greater than or equal to 0");
        }

        if (spec.Child("selector") is not { } selector || (selector.Child("matchLabels") is null && selector.Items("matchExpressions") is null))
        {
            yield return FieldProblem.Required("spec.selector");
        }
        else if (!LabelSelector.From(selector).Matches(labels))
        {
            yield return FieldProblem.Invalid(
                "spec.template.metadata.labels",
                template.Child("metadata").Child("labels")?.ToJsonString(WireJson.Options) ?? "null",
                "`selector` does not match template `labels`");
        }

        if (live is not null && !JsonReading.Same(live.At("spec", "selector"), spec.Child("selector")))
        {
            yield return FieldProblem.Invalid("spec.selector", spec.Child("selector")?.ToJsonString(WireJson.Options) ?? "null", "field is immutable");
        }

        foreach (var problem in PodRules.Check(template.Child("spec"), "spec.template.spec"))
        {
            yield return problem;
        }
    }
}
