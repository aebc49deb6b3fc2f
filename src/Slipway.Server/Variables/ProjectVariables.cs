using Slipway.Projects.Variables;
using Slipway.Server.Resources;

namespace Slipway.Server.Variables;

/// <summary>The variables of a project, for forms that offer them by name.</summary>
internal sealed class ProjectVariables(ResourceDesk<VariableKind, Variable> desk)
{
    /// <summary>Those that the reader may look at, by name.</summary>
    public async Task<IReadOnlyList<Variable>> OfAsync(string project, CancellationToken cancellationToken) =>
        (await desk.ListAsync(ResourceSearch.AllOf(VariableFields.All, project), cancellationToken)).Items;
}
