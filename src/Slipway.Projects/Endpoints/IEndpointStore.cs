using Slipway.Projects.Resources;

namespace Slipway.Projects.Endpoints;

/// <summary>Keeps endpoints, their properties sealed.</summary>
public interface IEndpointStore : IEndpointDirectory, IResourceStore<Endpoint>;
