namespace Slipway.Registries.Images.Pages;

/// <summary>Docker Trusted Registry, now Mirantis Secure Registry: <c>https://msr.example/repositories/acme/web/info</c>.</summary>
internal static class TrustedRegistryPage
{
    public static PlaceOnPage? Read(PageAddress page) => page.Segments is ["repositories", var owner, var name, ..]
        ? new PlaceOnPage.Repository(page.Host, $"{owner}/{name}")
        : null;
}
