using Shouldly;
using Slipway.Registries.Setup;
using Xunit;

namespace Slipway.Registries.Tests.Setup;

public sealed class HookSetupTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "triggers.md"));

    [Theory]
    [InlineData("DockerHub", "docker.io", "acme/web")]
    [InlineData("Docker_Trusted_Registry", "msr.acme.example", "team/web")]
    [InlineData("Harbor", "harbor.acme.example", "acme/web")]
    [InlineData("Quay", "quay.io", "acme/web")]
    [InlineData("Artifactory", "acme.jfrog.io", "docker-local/web")]
    [InlineData("GHCR", "ghcr.io", "acme/web")]
    [InlineData("GitLab", "registry.gitlab.acme.example", "group/project")]
    [InlineData("ACR", "acme.azurecr.io", "team/web")]
    [InlineData("ECR", "123456789012.dkr.ecr.eu-west-1.amazonaws.com", "team/web")]
    [InlineData("ArtifactRegistry", "europe-docker.pkg.dev", "project/repository/web")]
    [InlineData("Nexus", "nexus.acme.example:8082", "team/web")]
    [InlineData("Registry", "registry.acme.example", "team/web")]
    public void The_page_about_triggers_says_what_Slipway_says(string serverType, string host, string path)
    {
        var setup = HookSetups.Of(serverType, Facts("web", host, path));

        Page.ShouldContain($"| `serverType` | `{serverType}` |");
        Page.ShouldContain($"\n{setup.Where}\n");
        if (setup.Text.Length > 0)
        {
            Page.ShouldContain($"```\n{setup.Text}\n```");
        }
    }

    [Fact]
    public void A_webhook_s_name_becomes_one_that_every_registry_takes()
    {
        Facts("Web shop: 'prod'", "a.example", "b").PlainName.ShouldBe("slipway-web-shop---prod-");
        Facts(new string('ä', 200), "a.example", "b").PlainName.ShouldBe("slipway-" + new string('-', 42));
    }

    private static HookFacts Facts(string name, string host, string path) =>
        new(new Uri("https://cd.acme.example/pipelines/api/docker-hub-webhooks?secureToken=TOKEN"), "TOKEN", name, host, path, "");
}
