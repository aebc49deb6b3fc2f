namespace Slipway.Cli.Tests.Serve;

/// <summary>What is wrong with the options of a provider is said before anything starts.</summary>
public sealed class SignInProviderOptionsTests
{
    [Theory]
    [InlineData("--oidc-authority: 'http://login.example/' must begin with https", "--oidc-authority", "http://login.example/", "--oidc-client-id", "slipway")]
    [InlineData("--oidc-authority: 'login.example' is no address", "--oidc-authority", "login.example", "--oidc-client-id", "slipway")]
    [InlineData("--oidc-authority and --oidc-client-id go together.", "--oidc-authority", "https://login.example/")]
    [InlineData("--oidc-only needs --oidc-authority.", "--oidc-only")]
    [InlineData("--oidc-role needs --oidc-authority.", "--oidc-role", "a=administrator")]
    [InlineData("--oidc-role: 'web-devs=web' gives no role", "--oidc-authority", "https://login.example/", "--oidc-client-id", "slipway", "--oidc-role", "web-devs=web")]
    public async Task A_provider_that_cannot_be_is_refused(string told, params string[] options)
    {
        using var folder = new Folder();

        var run = await Run.Of(["serve", "--data", folder.At("data"), .. options]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(told);
        Directory.Exists(folder.At("data")).ShouldBeFalse();
    }
}
