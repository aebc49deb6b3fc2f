namespace Slipway.Projects.Resources;

/// <summary>Finds the resources of one kind.</summary>
public interface IResourceDirectory<T>
    where T : class, IResource
{
    /// <summary>The one of that id, or null.</summary>
    Task<T?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The one of that name in that project, or null.</summary>
    Task<T?> FindAsync(string project, string name, CancellationToken cancellationToken);
}
