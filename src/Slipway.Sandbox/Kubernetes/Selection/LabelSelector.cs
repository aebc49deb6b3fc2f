using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Selection;

/// <summary>A label selector, equality and set based, from a query (<c>app=web,tier in (a,b),!old</c>) or from a spec.</summary>
internal sealed class LabelSelector
{
    private readonly IReadOnlyList<Requirement> requirements;

    private LabelSelector(IReadOnlyList<Requirement> requirements) => this.requirements = requirements;

    public static LabelSelector Everything { get; } = new([]);

    public static Outcome<LabelSelector> Parse(string? text)
    {
        var found = new List<Requirement>();
        foreach (var part in Split(text ?? ""))
        {
            if (Requirement.Parse(part) is not { } requirement)
            {
                return ApiFailure.BadRequest($"unable to parse requirement: '{part}' is no label requirement");
            }

            found.Add(requirement);
        }

        return new LabelSelector(found);
    }

    public static LabelSelector From(JsonObject? selector)
    {
        var equal = selector.Texts("matchLabels").Select(label => new Requirement(label.Key, RequirementKind.In, [label.Value]));
        var sets = selector.Objects("matchExpressions").Select(expression => new Requirement(
            expression.Text("key") ?? "",
            Enum.TryParse<RequirementKind>(expression.Text("operator"), out var kind) ? kind : RequirementKind.In,
            [.. (expression.Items("values") ?? []).Select(value => value.AsText()).OfType<string>()]));
        return new LabelSelector([.. equal, .. sets]);
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels) => requirements.All(requirement => requirement.Matches(labels));

    public override string ToString() => string.Join(',', requirements.Select(requirement => requirement.ToString()));

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        var depth = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (text[i] is '(' or ')'))
            {
                depth += text[i] == '(' ? 1 : -1;
            }
            else if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                if (text[start..i].Trim() is { Length: > 0 } part)
                {
                    yield return part;
                }

                start = i + 1;
            }
        }
    }
}
