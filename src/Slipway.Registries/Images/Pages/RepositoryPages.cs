namespace Slipway.Registries.Images.Pages;

/// <summary>Knows the pages by which registries show their repositories.</summary>
internal static class RepositoryPages
{
    /// <summary>What the page is about; null when it is none, but the plain address of a repository.</summary>
    public static PlaceOnPage? Read(string serverType, PageAddress page) => serverType switch
    {
        "Docker_Trusted_Registry" => TrustedRegistryPage.Read(page),
        "Harbor" => HarborPage.Read(page),
        "Quay" => QuayPage.Read(page),
        "GHCR" => GitHubPage.Read(page),
        "ACR" => AzurePage.Read(page),
        "ECR" => AwsPage.Read(page),
        "ArtifactRegistry" => GoogleCloudPage.Read(page),
        "Artifactory" => ArtifactoryPage.Read(page),
        "Nexus" => NexusPage.Read(page),
        "GitLab" => GitLabPage.Read(page),
        _ => null,
    };
}
