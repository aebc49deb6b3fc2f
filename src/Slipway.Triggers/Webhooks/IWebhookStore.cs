using Slipway.Projects.Resources;

namespace Slipway.Triggers.Webhooks;

/// <summary>Keeps webhooks, their tokens sealed.</summary>
public interface IWebhookStore : IResourceStore<DockerWebhook>;
