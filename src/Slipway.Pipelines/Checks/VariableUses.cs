using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Checks;

/// <summary>Collects the variables that documents other than pipelines name: there, <c>${var.NAME}</c> is all that is bound.</summary>
internal static class VariableUses
{
    public static void Collect(SourceNode? node, string owner, ReadContext context)
    {
        if (!context.ChecksMeaning)
        {
            return;
        }

        foreach (var scalar in node?.Texts() ?? [])
        {
            foreach (var expression in Template.Parse(scalar.Text).OfType<TemplatePart.Expression>())
            {
                if (ExpressionPath.Parse(expression.Text).Path is { } path && ReferenceResolver.Candidates(path, "var").ToList() is { Count: > 0 } names)
                {
                    context.Uses.Add(new Use.Variable(expression.Raw, [.. names], scalar.Place, MapReader.Capital(owner)));
                }
            }
        }
    }
}
