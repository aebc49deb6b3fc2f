using Slipway.Projects.Listing;
using Slipway.Projects.Variables;
using Slipway.Server.Resources;
using Slipway.Server.Variables;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>The variables that a pipeline's tasks can read; never their values.</summary>
internal sealed class VariableNames(ResourceDesk<VariableKind, Variable> desk)
{
    public async Task<IReadOnlyList<Variable>> OfAsync(string project, CancellationToken cancellationToken)
    {
        var query = new ListQuery { Take = ListLimits.MaxTake }
            .Where(new Filter.Compare(new FieldTerm(VariableFields.All.Find("project")!), Comparison.Equal, new FilterValue.Text(project)));
        return (await desk.ListAsync(query, cancellationToken)).Items;
    }
}
