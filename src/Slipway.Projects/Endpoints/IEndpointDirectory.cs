using Slipway.Projects.Resources;

namespace Slipway.Projects.Endpoints;

/// <summary>Finds endpoints for the code that talks to them, secrets opened.</summary>
public interface IEndpointDirectory : IResourceDirectory<Endpoint>
{
    /// <summary>Those of these names that are restricted to administrators of the project.</summary>
    Task<IReadOnlyList<string>> RestrictedAmongAsync(string project, IReadOnlyCollection<string> names, CancellationToken cancellationToken);
}
