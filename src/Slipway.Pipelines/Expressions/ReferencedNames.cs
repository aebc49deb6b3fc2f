using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// The names that a template or a whole pipeline asks for, found without knowing which exist. Names may hold dots, so <c>${var.a.b}</c> gives both
/// <c>a</c> and <c>a.b</c>: fetch those that exist and leave the rest.
/// </summary>
/// <param name="Variables">Names after <c>var.</c>.</param>
/// <param name="Inputs">Names after <c>input.</c>.</param>
/// <param name="Expressions">Each expression once, without its braces, in order of appearance.</param>
public sealed record ReferencedNames(IReadOnlySet<string> Variables, IReadOnlySet<string> Inputs, IReadOnlyList<string> Expressions)
{
    /// <summary>
    /// What a pipeline asks for anywhere: in inputs, conditions and endpoints of its tasks, in its outputs and its workspace, in what its rollbacks
    /// are given and in what its notifications say.
    /// </summary>
    public static ReferencedNames Of(Pipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return Of(PipelineTemplates.Of(pipeline));
    }

    internal static ReferencedNames Of(JsonNode? template) => Of([template]);

    private static ReferencedNames Of(IEnumerable<JsonNode?> templates)
    {
        var expressions = new OrderedDictionary<string, ExpressionPath?>(StringComparer.Ordinal);
        foreach (var template in templates)
        {
            try
            {
                Collect(template, 1, expressions);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // A key that is twice in an object, or a text that is no Unicode: binding the template says so.
            }
        }

        var paths = expressions.Values.OfType<ExpressionPath>().ToList();
        return new ReferencedNames(
            paths.SelectMany(p => ReferenceResolver.Candidates(p, "var")).ToHashSet(StringComparer.Ordinal),
            paths.SelectMany(p => ReferenceResolver.Candidates(p, "input")).ToHashSet(StringComparer.Ordinal),
            [.. expressions.Keys]);
    }

    private static void Collect(JsonNode? node, int depth, OrderedDictionary<string, ExpressionPath?> found)
    {
        switch (node)
        {
            case JsonObject o when depth <= ExpressionLimits.Depth:
                foreach (var (_, child) in o)
                {
                    Collect(child, depth + 1, found);
                }

                break;
            case JsonArray a when depth <= ExpressionLimits.Depth:
                foreach (var child in a)
                {
                    Collect(child, depth + 1, found);
                }

                break;
            case JsonValue when JsonText.TextOf(node) is { } text && Template.HasExpressions(text):
                foreach (var expression in Template.Parse(text).OfType<TemplatePart.Expression>())
                {
                    found.TryAdd(expression.Text, ExpressionPath.Parse(expression.Text).Path);
                }

                break;
        }
    }
}
