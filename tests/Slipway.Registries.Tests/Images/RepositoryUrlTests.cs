using CsCheck;
using Shouldly;
using Slipway.Registries.Images;
using Xunit;

namespace Slipway.Registries.Tests.Images;

public sealed class RepositoryUrlTests
{
    private static readonly string[] ServerTypes =
        ["DockerHub", "Docker_Trusted_Registry", "Registry", "Harbor", "Quay", "GHCR", "ACR", "ECR", "ArtifactRegistry", "Artifactory", "Nexus", "GitLab"];

    [Theory]
    [InlineData("Registry", "https://registry.example:5000/acme/web", "registry.example:5000/acme/web", "https://registry.example:5000/")]
    [InlineData("Registry", "http://localhost:5000/web/", "localhost:5000/web", "http://localhost:5000/")]
    [InlineData("Registry", "  Registry.Example/acme/shop/web  ", "registry.example/acme/shop/web", "https://registry.example/")]
    [InlineData("Registry", "https://[::1]:5000/web", "[::1]:5000/web", "https://[::1]:5000/")]
    [InlineData("Docker_Trusted_Registry", "https://msr.example/repositories/acme/web/info", "msr.example/acme/web", "https://msr.example/")]
    [InlineData("Quay", "https://quay.io/repository/acme/web?tab=tags", "quay.io/acme/web", "https://quay.io/")]
    [InlineData("Quay", "https://quay.acme.example/repository/acme/shop/web/tag/latest", "quay.acme.example/acme/shop/web", "https://quay.acme.example/")]
    [InlineData("Quay", "quay.io/acme/web", "quay.io/acme/web", "https://quay.io/")]
    [InlineData("GHCR", "https://github.com/orgs/Acme/packages/container/package/web", "ghcr.io/acme/web", "https://ghcr.io/")]
    [InlineData("GHCR", "https://github.com/orgs/acme/packages/container/web/12345?tag=1.0", "ghcr.io/acme/web", "https://ghcr.io/")]
    [InlineData("GHCR", "https://github.com/users/alice/packages/container/shop%2Fweb/versions", "ghcr.io/alice/shop/web", "https://ghcr.io/")]
    [InlineData("GHCR", "https://github.com/acme/shop/pkgs/container/web", "ghcr.io/acme/web", "https://ghcr.io/")]
    [InlineData("GHCR", "https://ghcr.io/acme/web", "ghcr.io/acme/web", "https://ghcr.io/")]
    [InlineData("Harbor", "https://harbor.example/acme/web", "harbor.example/acme/web", "https://harbor.example/")]
    [InlineData("Harbor", "https://harbor.example/harbor/projects/acme/repositories/team%2Fweb/artifacts-tab", "harbor.example/acme/team/web", "https://harbor.example/")]
    [InlineData("ACR", "acme.azurecr.io/web", "acme.azurecr.io/web", "https://acme.azurecr.io/")]
    [InlineData("ECR", "https://eu-west-1.console.aws.amazon.com/ecr/repositories/private/123456789012/acme/web?region=eu-west-1", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/acme/web", "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/")]
    [InlineData("ECR", "https://console.aws.amazon.com/ecr/repositories/private/123456789012/web?x=1&region=us-east-2", "123456789012.dkr.ecr.us-east-2.amazonaws.com/web", "https://123456789012.dkr.ecr.us-east-2.amazonaws.com/")]
    [InlineData("ECR", "https://us-east-1.console.aws.amazon.com/ecr/repositories/private/123456789012/acme/image/_/image/sha256:ab/details?region=us-east-1", "123456789012.dkr.ecr.us-east-1.amazonaws.com/acme/image", "https://123456789012.dkr.ecr.us-east-1.amazonaws.com/")]
    [InlineData("ECR", "https://us-east-1.console.aws.amazon.com/ecr/repositories/private/123456789012/web/image/sha256:ab/details", "123456789012.dkr.ecr.us-east-1.amazonaws.com/web", "https://123456789012.dkr.ecr.us-east-1.amazonaws.com/")]
    [InlineData("ArtifactRegistry", "https://console.cloud.google.com/artifacts/docker/proj/europe/repo/image?project=proj", "europe-docker.pkg.dev/proj/repo/image", "https://europe-docker.pkg.dev/")]
    [InlineData("ArtifactRegistry", "https://console.cloud.google.com/artifacts/docker/build-1/us-west1/repo/sdk%2Ftester/sha256:ab?pli=1", "us-west1-docker.pkg.dev/build-1/repo/sdk/tester", "https://us-west1-docker.pkg.dev/")]
    [InlineData("Artifactory", "https://acme.jfrog.io/ui/repos/tree/General/docker-local/acme/web/1.0/manifest.json", "acme.jfrog.io/docker-local/acme/web", "https://acme.jfrog.io/")]
    [InlineData("Artifactory", "https://acme.jfrog.io/ui/repos/tree/General/docker-local%2Fweb%2F1.0%2Flist.manifest.json", "acme.jfrog.io/docker-local/web", "https://acme.jfrog.io/")]
    [InlineData("Artifactory", "https://artifactory.example/artifactory/api/docker/docker-local/v2/acme/web/manifests/1.0", "artifactory.example/docker-local/acme/web", "https://artifactory.example/")]
    [InlineData("Artifactory", "https://artifactory.example/artifactory/docker-local/web", "artifactory.example/docker-local/web", "https://artifactory.example/")]
    [InlineData("Nexus", "https://nexus.example:5000/acme/web", "nexus.example:5000/acme/web", "https://nexus.example:5000/")]
    [InlineData("GitLab", "https://registry.gitlab.com/acme/shop/web", "registry.gitlab.com/acme/shop/web", "https://registry.gitlab.com/")]
    public void An_address_as_people_copy_it_names_the_repository_and_its_registry(string serverType, string text, string expected, string registry)
    {
        RepositoryUrl.TryParse(serverType, text, out var repository, out var address, out var problem).ShouldBeTrue(problem);

        repository.ToString().ShouldBe(expected);
        address.ToString().ShouldBe(registry);
    }

    [Theory]
    [InlineData("Registry", "", "is empty")]
    [InlineData("Registry", "acme/web", "names no registry; it looks like 'https://registry.example.com/acme/web'")]
    [InlineData("Registry", "https://", "names no registry")]
    [InlineData("Registry", "https:///acme/web", "names no registry")]
    [InlineData("Registry", "https://registry.example", "'registry.example' names no repository")]
    [InlineData("Registry", "https://registry/acme/web", "a host holds a dot or a port")]
    [InlineData("Registry", "ftp://registry.example/acme/web", "starts with 'https://', 'http://'")]
    [InlineData("Registry", "https://registry.example/acme/web:1.0", "'acme/web:1.0' names one image; the repository alone is 'acme/web'")]
    [InlineData("Registry", "https://registry.example/acme/web@sha256:ab", "the repository alone is 'acme/web'")]
    [InlineData("Registry", "https://registry.example/Acme/web", "did you mean 'acme/web'?")]
    [InlineData("Registry", "https://[:::]/web", "is no address")]
    [InlineData("Registry", "docker.io/acme/web", "choose the server type DockerHub")]
    [InlineData("Quay", "https://hub.docker.com/r/acme/web", "choose the server type DockerHub")]
    [InlineData("Quay", "https://quay.io/organization/acme", "'https://quay.io/repository/acme/web'")]
    [InlineData("GHCR", "https://github.com/acme/web", "give 'ghcr.io/'")]
    [InlineData("Harbor", "https://harbor.example/harbor/projects/3/repositories/acme%2Fweb/artifacts-tab", "the project's number ('3') and not its name; put the name in: 'harbor.example/PROJECT/acme/web'")]
    [InlineData("Harbor", "https://harbor.example/harbor/projects/3/repositories/web/artifacts-tab/artifacts/sha256:ab", "'harbor.example/PROJECT/web'")]
    [InlineData("Harbor", "https://harbor.example/harbor/projects/3/summary", "no repository's page of Harbor")]
    [InlineData("GitLab", "https://gitlab.example/acme/shop/container_registry/123", "which looks like 'registry.example/acme/shop'")]
    [InlineData("GitLab", "https://gitlab.com/acme/shop/-/container_registry/123", "which looks like 'registry.gitlab.com/acme/shop'")]
    [InlineData("GitLab", "https://gitlab.com/acme/shop", "which looks like 'registry.gitlab.com/acme/shop'")]
    [InlineData("ACR", "https://portal.azure.com/#view/Microsoft_Azure_ContainerRegistries/RepositoryBlade/id/x", "such as 'acme.azurecr.io/web'")]
    [InlineData("ECR", "https://console.aws.amazon.com/ecr/repositories/private/123456789012/web", "does not say account, region and repository")]
    [InlineData("ECR", "https://evil.example%2F.console.aws.amazon.com/ecr/repositories/private/123456789012/web", "does not say account, region and repository")]
    [InlineData("ECR", "https://eu-west-1.console.aws.amazon.com/ecr/repositories/private/evil.example%2F/web", "does not say account, region and repository")]
    [InlineData("ECR", "https://eu-west-1.console.aws.amazon.com/ecr/repositories/public/123456789012/web", "a public repository")]
    [InlineData("ECR", "https://eu-west-1.console.aws.amazon.com/ecs/v2", "no repository's page of AWS's console")]
    [InlineData("ArtifactRegistry", "https://console.cloud.google.com/artifacts/docker/proj/europe/repo", "open one, or add its name")]
    [InlineData("ArtifactRegistry", "https://console.cloud.google.com/artifacts/docker/proj/evil.example%2Feurope/repo/image", "'europe-docker.pkg.dev/project/repository/image'")]
    [InlineData("Artifactory", "https://acme.jfrog.io/ui/packages/docker:%2F%2Fweb/1.0", "'acme.jfrog.io/docker-local/acme/web'")]
    [InlineData("Artifactory", "https://acme.jfrog.io/ui/repos/tree/General/docker-local/acme/web", "'acme.jfrog.io/docker-local/acme/web' without any tag")]
    [InlineData("Nexus", "https://nexus.example/#browse/browse:docker-hosted:v2%2Fweb", "'nexus.example:5000/acme/web'")]
    public void Anything_else_is_told_what_would_be_right(string serverType, string text, string expected)
    {
        RepositoryUrl.TryParse(serverType, text, out var repository, out var address, out var problem).ShouldBeFalse();

        repository.ShouldBeNull();
        address.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(expected);
    }

    [Theory]
    [InlineData("https://alice:hunter2@registry.example/acme/web")]
    [InlineData("alice:hunter2@registry.example/acme/web")]
    [InlineData("https://alice:hunter2/x@registry.example/acme/web")]
    [InlineData("https://alice:hunter2@shack.example/acme/web")]
    [InlineData("https://alice:hunter2@sha256:5000/acme/web")]
    public void A_password_in_the_address_is_not_repeated(string text)
    {
        foreach (var serverType in ServerTypes)
        {
            RepositoryUrl.TryParse(serverType, text, out _, out _, out var problem).ShouldBeFalse();
            problem.ShouldNotContain("hunter2");
        }
    }

    /// <summary>Texts as an enemy writes them, and pages cut and glued together.</summary>
    [Fact]
    public void No_text_makes_it_throw_and_what_is_refused_is_told_on_one_line_and_what_is_read_is_a_bare_address()
    {
        string[] pieces =
        [
            "https://", "http://", "://", "/", "//", "?", "#", "@", ":", "%2F", "%", "%00", "%zz", "..", "\0", "\r\n", "\ud800", "✂", " ", "[", "]", "a", "acme", "web", "3", "harbor", "projects", "repositories",
            "repository", "tag", "orgs", "users", "packages", "container", "package", "pkgs", "github.com", "console.aws.amazon.com", "eu-west-1.", "ecr", "private", "123456789012", "_", "image", "sha256:ab", "region=",
            "console.cloud.google.com", "artifacts", "docker", "ui", "repos", "tree", "manifest.json", "artifactory", "api", "v2", "container_registry", "gitlab.com", "portal.azure.com", "quay.io", "ghcr.io", "docker.io", "localhost:5000",
            new string('9', 300),
        ];
        Gen.Select(Gen.OneOf(ServerTypes), Gen.OneOf(Gen.OneOf(pieces), Gen.Select(Gen.OneOf(pieces), piece => $"/{piece}"), Gen.String).Array[0, 14])
            .Sample((serverType, parts) =>
            {
                var isRead = RepositoryUrl.TryParse(serverType, string.Concat(parts), out var repository, out var address, out var problem);
                return isRead
                    ? problem is null && repository is not null && address is { Scheme: "http" or "https", UserInfo: "", AbsolutePath: "/" }
                    : problem is { Length: > 0 and < 1000 } && !problem.Any(char.IsControl);
            },
            iter: 20_000);
    }
}
