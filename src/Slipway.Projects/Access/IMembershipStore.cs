namespace Slipway.Projects.Access;

/// <summary>Keeps who is what in which project.</summary>
public interface IMembershipStore
{
    /// <summary>What a person is, in every project.</summary>
    Task<IReadOnlyList<Membership>> OfPersonAsync(string userId, CancellationToken cancellationToken);

    /// <summary>The members of a project.</summary>
    Task<IReadOnlyList<Membership>> OfProjectAsync(string project, CancellationToken cancellationToken);

    /// <summary>Makes a person a member, or gives them another role.</summary>
    Task SetAsync(Membership membership, CancellationToken cancellationToken);

    /// <summary>Takes a person out of a project. False when they were not in it.</summary>
    Task<bool> RemoveAsync(string project, string userId, CancellationToken cancellationToken);
}
