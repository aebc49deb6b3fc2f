using Shouldly;
using Slipway.Registries.Hooks;
using Slipway.Registries.Images;
using Slipway.Registries.Tests.Hooks.StandIns;
using Xunit;

namespace Slipway.Registries.Tests.Hooks;

public sealed class ArtifactoryHookTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_is_for_pushes_of_one_image_and_signs_with_the_secret()
    {
        await using var platform = await StandIn.StartAsync("Artifactory");
        await platform.CreateAsync(Cancel);

        var asked = platform.Hooks.ShouldHaveSingleItem().Asked;

        var filter = asked.GetProperty("event_filter");
        filter.GetProperty("domain").GetString().ShouldBe("docker");
        filter.GetProperty("event_types").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("pushed");
        filter.GetProperty("criteria").GetProperty("repoKeys").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("docker-local");
        filter.GetProperty("criteria").GetProperty("includePatterns").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("acme/web/**");
        var handler = asked.GetProperty("handlers").EnumerateArray().ShouldHaveSingleItem();
        handler.GetProperty("secret").GetString().ShouldBe(StandIn.Secret);
        handler.GetProperty("use_secret_for_signing").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_can_be_read_and_belongs_to_one_webhook_of_one_repository()
    {
        await using var platform = await StandIn.StartAsync("Artifactory");
        var other = new ImageRepository("registry.example", "docker-local/acme", "api");

        foreach (var (name, repository) in new[] { ("Web push", platform.Web), ("web-push", platform.Web), ("Web push", other), ("✂", platform.Web) })
        {
            (await platform.Registrar.CreateAsync(platform.Account, repository, name, platform.HookUrl, Cancel)).ShouldBeOfType<HookResult.Done>();
        }

        var keys = platform.Hooks.ConvertAll(hook => hook.Slug);
        keys.ShouldBeUnique();
        keys[..3].ShouldAllBe(key => key.StartsWith("slipway-web-push-"));
        keys.ShouldAllBe(key => key.Length <= 200 && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
    }

    [Theory]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln", true)]
    [InlineData("eyJ but a password", false)]
    public async Task An_access_token_is_used_as_one(string password, bool isToken)
    {
        await using var platform = await StandIn.StartAsync("Artifactory");

        var result = await platform.Registrar.CreateAsync(platform.Account with { Password = password }, platform.Web, "demo", platform.HookUrl, Cancel);

        (result is HookResult.Done).ShouldBe(isToken);
    }
}
