namespace Slipway.Projects;

/// <summary>Keeps projects.</summary>
public interface IProjectStore
{
    /// <summary>Adds one. False when the name is taken.</summary>
    Task<bool> AddAsync(Project project, CancellationToken cancellationToken);

    /// <summary>The one of that name, without regard to case; or null.</summary>
    Task<Project?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All of them, by name.</summary>
    Task<IReadOnlyList<Project>> ListAsync(CancellationToken cancellationToken);
}
