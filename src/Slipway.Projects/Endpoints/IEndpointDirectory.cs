namespace Slipway.Projects.Endpoints;

/// <summary>Finds endpoints for the code that talks to them, secrets opened.</summary>
public interface IEndpointDirectory
{
    /// <summary>The endpoint of that name in that project, or null.</summary>
    Task<Endpoint?> FindAsync(string project, string name, CancellationToken cancellationToken);
}
