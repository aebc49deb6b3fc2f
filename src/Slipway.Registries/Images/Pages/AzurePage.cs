namespace Slipway.Registries.Images.Pages;

/// <summary>Azure's portal, whose addresses change and name the registry only within a resource's id.</summary>
internal static class AzurePage
{
    public static PlaceOnPage? Read(PageAddress page) => page.Host is "portal.azure.com" or "portal.azure.us" or "portal.azure.cn"
        ? new PlaceOnPage.Nowhere("a page of Azure's portal is not the registry's address; give the login server and the repository, such as 'acme.azurecr.io/web'")
        : null;
}
