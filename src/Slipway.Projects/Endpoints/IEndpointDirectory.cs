using Slipway.Projects.Resources;

namespace Slipway.Projects.Endpoints;

/// <summary>Finds endpoints for the code that talks to them, secrets opened.</summary>
public interface IEndpointDirectory : IResourceDirectory<Endpoint>;
