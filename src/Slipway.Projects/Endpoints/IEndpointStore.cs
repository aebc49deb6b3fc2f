namespace Slipway.Projects.Endpoints;

/// <summary>Keeps endpoints, their properties sealed.</summary>
public interface IEndpointStore : IEndpointDirectory
{
    /// <summary>Adds one. False when its project has one of that name.</summary>
    Task<bool> AddAsync(Endpoint endpoint, CancellationToken cancellationToken);

    /// <summary>Removes the one of that id. False when there is none.</summary>
    Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The one of that id, or null.</summary>
    Task<Endpoint?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>All of them, by project and name.</summary>
    Task<IReadOnlyList<Endpoint>> ListAsync(CancellationToken cancellationToken);
}
