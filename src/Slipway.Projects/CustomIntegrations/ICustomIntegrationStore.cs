using Slipway.Projects.Resources;

namespace Slipway.Projects.CustomIntegrations;

/// <summary>Keeps custom integrations with their versions.</summary>
public interface ICustomIntegrationStore : IResourceStore<CustomIntegration>;
