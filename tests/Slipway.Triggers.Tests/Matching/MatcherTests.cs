using Shouldly;
using Slipway.Pipelines;
using Slipway.Registries.Images;
using Slipway.Triggers.Matching;
using Slipway.Triggers.Webhooks;
using Xunit;

namespace Slipway.Triggers.Tests.Matching;

public sealed class MatcherTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "", true)]
    [InlineData("acme/web", "1.0.0", true)]
    [InlineData("acme/.*", @"1\.\d+\.\d+", true)]
    [InlineData("  acme/web  ", "", true)]
    [InlineData("web", "", false)]
    [InlineData("", "1.0", false)]
    [InlineData("", "0.0", false)]
    [InlineData("", "latest|1.0.0", true)]
    [InlineData("", "1|1.0.0", true)]
    [InlineData("ACME/WEB", "", false)]
    public void Filters_must_match_the_whole_image_name_and_the_whole_tag(string image, string tag, bool starts)
    {
        (Matcher.Match(Webhook() with { ImageNamePattern = image, TagPattern = tag }, Push()) is null).ShouldBe(starts);
    }

    [Fact]
    public void What_is_ignored_says_which_filter_said_no_and_to_what()
    {
        Ignored(Webhook() with { Enabled = false }).ShouldBe("The webhook is disabled.");
        Ignored(Webhook() with { ImageNamePattern = "acme/api" }).ShouldBe("Image 'acme/web' does not match the image filter 'acme/api'.");
        Ignored(Webhook() with { TagPattern = "v.*" }).ShouldBe("Tag '1.0.0' does not match the tag filter 'v.*'.");
        Ignored(Webhook() with { Repository = Repository("acme/api") }).ShouldBe("The push was to acme/web; this webhook watches acme/api.");
    }

    [Fact]
    public void A_push_injects_every_docker_input_over_the_webhooks_own_values()
    {
        var webhook = Webhook() with { Input = new() { ["REGION"] = "eu", ["DOCKER_TAG"] = "spoofed" } };

        var input = Matcher.InputFor(webhook, Push());

        var expected = new Dictionary<string, string?>
        {
            ["REGION"] = "eu",
            ["DOCKER_EVENT_OWNER_NAME"] = "acme",
            ["DOCKER_IMAGE"] = "acme/web",
            ["DOCKER_REPO_NAME"] = "web",
            ["DOCKER_REPO_NAMESPACE"] = "acme",
            ["DOCKER_TAG"] = "1.0.0",
            ["DOCKER_DIGEST"] = null,
            ["DOCKER_IMAGE_REF"] = "acme/web:1.0.0",
            ["DOCKER_PUSHER"] = "ada",
            ["DOCKER_PUSHED_AT"] = "2026-03-01T12:00:00Z",
            ["DOCKER_REGISTRY"] = "docker.io",
        };
        expected.Keys.ToDictionary(name => name, name => input[name]?.GetValue<string>()).ShouldBe(expected);
        input.Select(value => value.Key).ShouldBe(expected.Keys.Union(InjectedInputs.Docker.Names), ignoreOrder: true);
    }

    [Fact]
    public void With_a_digest_the_image_reference_is_pinned_to_it()
    {
        var digest = $"sha256:{new string('a', 64)}";

        var input = Matcher.InputFor(Webhook(), Push() with { Digest = new Digest(digest) });

        input["DOCKER_IMAGE_REF"]!.GetValue<string>().ShouldBe($"acme/web@{digest}");
    }

    [Theory]
    [InlineData("(a", false)]
    [InlineData("a)|(b", false)]
    [InlineData(@"(a)\1", false)]
    [InlineData("(?=a)", false)]
    [InlineData("(a+)+$", true)]
    [InlineData("", true)]
    [InlineData("semver:>=1.4 <2", true)]
    [InlineData("semver:1.x || ^3", true)]
    [InlineData("semver:>=one", false)]
    [InlineData("semver:", false)]
    [InlineData("glob:release-*", true)]
    [InlineData("glob:(a", true)]
    public void Patterns_that_cannot_be_matched_in_linear_time_are_refused(string pattern, bool isGood) =>
        (Filter.Validate(pattern) is null).ShouldBe(isGood);

    [Theory]
    [InlineData("semver:>=1.4 <2", "1.4.0", true)]
    [InlineData("semver:>=1.4 <2", "v1.9.3", true)]
    [InlineData("SEMVER: >=1.4 <2", "1.5", true)]
    [InlineData("semver:>=1.4 <2", "2.0.0", false)]
    [InlineData("semver:>=1.4 <2", "1.3.9", false)]
    [InlineData("semver:>=1.4 <2", "1.5.0-rc.1", false)]
    [InlineData("semver:>=1.4 <2", "latest", false)]
    [InlineData("semver:~1.4.2", "1.4.7", true)]
    [InlineData("glob:release-*", "release-7", true)]
    [InlineData("glob:release-*", "prerelease-7", false)]
    [InlineData("glob:1.?.*", "1.4.2", true)]
    [InlineData("glob:1.?.*", "1x4.2", false)]
    [InlineData("glob:*", "latest", true)]
    public void A_tag_filter_may_be_a_range_of_versions_or_a_glob(string filter, string tag, bool matches) =>
        (Matcher.Match(Webhook() with { TagPattern = filter }, Push() with { Tag = new Tag(tag) }) is null).ShouldBe(matches);

    private static string Ignored(DockerWebhook webhook) => Matcher.Match(webhook, Push()).ShouldNotBeNull();

    private static DockerWebhook Webhook() => new()
    {
        Id = Guid.NewGuid(),
        Project = "acme",
        Name = "web",
        Endpoint = "Hub",
        ServerType = "DockerHub",
        Repository = Repository("acme/web"),
        Pipeline = "Deploy",
        Token = SecureToken.Generate(),
        Owner = "ada",
    };

    private static ImagePushed Push() => new(Repository("acme/web"), new Tag("1.0.0"), null, Now, "ada", "acme");

    private static ImageRepository Repository(string path) => ImageReference.Parse(path).Repository;
}
