using Slipway.Projects.Listing;

namespace Slipway.Projects.Variables;

/// <summary>Finds variables for executions, values opened.</summary>
public interface IVariableDirectory
{
    /// <summary>Those of these names that the project has.</summary>
    Task<IReadOnlyList<Variable>> FindAsync(string project, IReadOnlyCollection<string> names, CancellationToken cancellationToken);
}

/// <summary>Keeps variables, their values sealed.</summary>
public interface IVariableStore : IVariableDirectory
{
    /// <summary>Adds one. False when its project has one of that name.</summary>
    Task<bool> AddAsync(Variable variable, CancellationToken cancellationToken);

    /// <summary>Replaces description, type and value of the one of that id. False when there is none.</summary>
    Task<bool> UpdateAsync(Variable variable, CancellationToken cancellationToken);

    /// <summary>Removes the one of that id. False when there is none.</summary>
    Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The one of that id, or null.</summary>
    Task<Variable?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>One page of them, by project and name if nothing else is asked for.</summary>
    /// <param name="query">Which, in what order, and how many.</param>
    /// <param name="projects">The projects whose things the asker may look at; null for all of them.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ListPage<Variable>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken);

    /// <summary>All of them, by project and name.</summary>
    Task<IReadOnlyList<Variable>> ListAsync(CancellationToken cancellationToken);
}
