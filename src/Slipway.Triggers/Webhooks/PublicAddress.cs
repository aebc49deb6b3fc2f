namespace Slipway.Triggers.Webhooks;

/// <summary>Where registries reach this server.</summary>
/// <param name="Get">The base address, such as <c>https://cd.acme.example</c>; known for certain only once the server listens.</param>
public sealed record PublicAddress(Func<Uri> Get)
{
    /// <summary>The URL that a registry calls for a webhook: the one Code Stream's documentation prints.</summary>
    public Uri HookUrl(SecureToken token) => new(Get(), $"/pipelines/api/docker-hub-webhooks?secureToken={Uri.EscapeDataString(token.Value)}");
}
