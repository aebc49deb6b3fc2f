using Slipway.Projects.Resources;

namespace Slipway.Projects.Variables;

/// <summary>Finds variables for executions, values opened.</summary>
public interface IVariableDirectory
{
    /// <summary>Those of these names that the project has.</summary>
    Task<IReadOnlyList<Variable>> FindAsync(string project, IReadOnlyCollection<string> names, CancellationToken cancellationToken);
}

/// <summary>Keeps variables, their values sealed.</summary>
public interface IVariableStore : IVariableDirectory, IResourceStore<Variable>;
