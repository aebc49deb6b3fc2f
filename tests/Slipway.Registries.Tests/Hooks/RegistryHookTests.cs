using Shouldly;
using Slipway.Registries.Hooks;
using Xunit;

namespace Slipway.Registries.Tests.Hooks;

public sealed class RegistryHookTests
{
    private static readonly Uri Ours = new("https://cd.acme.example/hooks?secureToken=s3cret-t0ken-1234");

    [Theory]
    [InlineData("https://cd.acme.example/hooks?secureToken=s3cret-t0ken-1234", true)]
    [InlineData("https://cd.acme.example/hooks?secureToken=********", true)]
    [InlineData("https://cd.acme.example/hooks?***", true)]
    [InlineData("https://cd.acme.example/hooks?secureToken=s3c***234", true)]
    [InlineData("https://cd.acme.example/hooks?secureToken=another***", false)]
    [InlineData("https://cd.acme.example/hooks?token=***", false)]
    [InlineData("https://evil.example/hooks?secureToken=***", false)]
    [InlineData("https://cd.acme.example/***?secureToken=s3cret-t0ken-1234", false)]
    [InlineData("https://***", false)]
    [InlineData("***", false)]
    [InlineData("https://cd.acme.example/hooks", false)]
    [InlineData("", false)]
    public void What_is_shown_as_asterisks_counts_as_right_in_a_query_and_nowhere_else(string shown, bool calls) =>
        new RegistryHook("7", "demo", [shown]).Calls(Ours).ShouldBe(calls);

    [Theory]
    [InlineData("s3cret-t0ken-1234", true)]
    [InlineData("******", true)]
    [InlineData("another-t0ken", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_hook_without_its_query_is_ours_when_it_brings_the_secret_otherwise(string? authorization, bool calls) =>
        new RegistryHook("7", "demo", ["https://cd.acme.example/hooks"]) { Authorization = authorization }.Calls(Ours).ShouldBe(calls);

    [Fact]
    public void A_token_of_asterisks_is_right_only_as_it_is()
    {
        var odd = new Uri("https://cd.acme.example/hooks?secureToken=****************");

        new RegistryHook("7", "demo", [odd.OriginalString]).Calls(odd).ShouldBeTrue();
        new RegistryHook("7", "demo", ["https://cd.acme.example/hooks?secureToken=***"]).Calls(odd).ShouldBeFalse();
    }

    [Fact]
    public void What_a_hook_calls_and_brings_is_not_in_its_text() =>
        new RegistryHook("7", "demo", [Ours.OriginalString]) { Authorization = "s3cret" }.ToString().ShouldBe("demo (7)");
}
