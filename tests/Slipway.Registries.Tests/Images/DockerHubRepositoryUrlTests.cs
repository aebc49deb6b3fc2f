using Shouldly;
using Slipway.Registries.Images;
using Xunit;

namespace Slipway.Registries.Tests.Images;

public sealed class DockerHubRepositoryUrlTests
{
    [Theory]
    [InlineData("https://hub.docker.com/repository/docker/acme/web")]
    [InlineData("https://hub.docker.com/repository/docker/acme/web/general?x=1#y")]
    [InlineData("https://hub.docker.com/repository/registry-1.docker.io/acme/web/tags")]
    [InlineData("https://hub.docker.com/r/acme/web")]
    [InlineData("https://hub.docker.com/r/acme/web/tags")]
    [InlineData("  HTTPS://Hub.Docker.com:443/r/acme/web/  ")]
    [InlineData("hub.docker.com/u/acme/web")]
    [InlineData("https://hub.docker.com/layers/acme/web/1.0/images/sha256-abc")]
    [InlineData("https://hub.docker.com/v2/repositories/acme/web/webhook_pipeline/")]
    [InlineData("https://hub.docker.com/v2/namespaces/acme/repositories/web/tags")]
    [InlineData("https://cloud.docker.com/repository/docker/acme/web")]
    [InlineData("https://registry.hub.docker.com/u/acme/web/")]
    [InlineData("docker.io/acme/web")]
    [InlineData("https://docker.io/acme/web")]
    [InlineData("https://registry-1.docker.io/v2/acme/web")]
    [InlineData("acme/web")]
    public void An_address_as_people_paste_it_names_the_repository(string text)
    {
        DockerHubRepositoryUrl.TryParse(text, out var repository, out var problem).ShouldBeTrue(problem);

        repository.ShouldBe(new ImageRepository("docker.io", "acme", "web"));
    }

    [Theory]
    [InlineData("https://hub.docker.com/_/nginx")]
    [InlineData("docker.io/nginx")]
    [InlineData("nginx")]
    public void An_official_image_is_in_library(string text)
    {
        DockerHubRepositoryUrl.TryParse(text, out var repository, out var problem).ShouldBeTrue(problem);

        repository!.Path.ShouldBe("library/nginx");
    }

    [Theory]
    [InlineData(null, "use 'https://hub.docker.com/r/acme/web'")]
    [InlineData(" ", "use 'https://hub.docker.com/r/acme/web'")]
    [InlineData("https://", "is not Docker Hub")]
    [InlineData("https://hub.docker.com", "not a repository's")]
    [InlineData("https://hub.docker.com/u/acme", "page of 'acme' and names no repository")]
    [InlineData("https://hub.docker.com/repositories/acme", "page of 'acme' and names no repository")]
    [InlineData("https://hub.docker.com/acme/web", "did you mean 'https://hub.docker.com/r/acme/web'?")]
    [InlineData("https://hub.docker.com/r/Acme/web", "did you mean 'acme/web'?")]
    [InlineData("https://ghcr.io/acme/web", "'ghcr.io' is not Docker Hub")]
    [InlineData("ghcr.io/acme/web", "'ghcr.io' is not Docker Hub")]
    [InlineData("ftp://hub.docker.com/r/acme/web", "starts with 'https://'")]
    [InlineData("acme/web:1.0.0", "the repository alone is 'acme/web'")]
    [InlineData("docker.io/acme/web@sha256:0", "the repository alone is 'acme/web'")]
    [InlineData("acme/web/more", "a namespace and a name")]
    [InlineData("docker.io", "a namespace and a name")]
    public void Anything_else_is_told_what_would_be_right(string? text, string expected)
    {
        DockerHubRepositoryUrl.TryParse(text, out var repository, out var problem).ShouldBeFalse();

        repository.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public void A_password_in_the_address_is_not_repeated()
    {
        DockerHubRepositoryUrl.TryParse("https://alice:hunter2@hub.docker.com/r/acme/web", out _, out var problem).ShouldBeFalse();

        problem.ShouldNotContain("hunter2");
    }
}
