using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class SignInTests(ConsoleWorld world)
{
    private const string Refusal = "The user name or the password is wrong, or the account is locked for a few minutes.";

    [Theory]
    [InlineData("/")]
    [InlineData("/executions")]
    [InlineData("/executions/0198f9a0-0000-7000-8000-000000000000")]
    [InlineData("/triggers/docker/activity")]
    public async Task A_stranger_sees_nothing_but_the_sign_in(string path)
    {
        await using var visitor = await world.VisitAsync(new());
        await visitor.GoAsync(path);

        new Uri(visitor.Page.Url).AbsolutePath.ShouldBe("/sign-in");
        (await visitor.Page.TitleAsync()).ShouldBe("Sign in · Slipway");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task After_signing_in_people_are_where_they_wanted_to_go_and_after_signing_out_they_are_strangers()
    {
        await using var visitor = await world.VisitAsync(new());
        await visitor.GoAsync("/triggers/docker/activity");
        await visitor.SignInAsync(SlipwayProcess.UserName, SlipwayProcess.Password);
        await visitor.Page.WaitForURLAsync("**/triggers/docker/activity");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/sign-in");
        await visitor.GoAsync("/executions");
        new Uri(visitor.Page.Url).AbsolutePath.ShouldBe("/sign-in");
        visitor.ShouldHaveNoErrors();
    }

    [Theory]
    [InlineData(SlipwayProcess.UserName, "not the password")]
    [InlineData("nobody", SlipwayProcess.Password)]
    public async Task A_wrong_name_and_a_wrong_password_are_refused_with_the_same_words(string user, string password)
    {
        await using var visitor = await world.VisitAsync(new());
        await visitor.GoAsync("/sign-in");
        await visitor.SignInAsync(user, password);

        (await visitor.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).Trim().ShouldBe(Refusal);
        await visitor.ScreenshotAsync("sign-in-refused");
        visitor.ShouldHaveNoErrors();
    }

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("//example.com/")]
    [InlineData("/\\example.com/")]
    public async Task An_address_that_leads_elsewhere_is_not_followed(string address)
    {
        await using var visitor = await world.VisitAsync(new());
        await visitor.GoAsync($"/sign-in?ReturnUrl={Uri.EscapeDataString(address)}");
        await visitor.SignInAsync(SlipwayProcess.UserName, SlipwayProcess.Password);

        await visitor.Page.WaitForURLAsync("**/dashboard");
        new Uri(visitor.Page.Url).Authority.ShouldBe(world.Address.Authority);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_for_scripts_and_for_other_sites()
    {
        await using var visitor = await world.VisitSignedInAsync();
        var cookie = (await visitor.Page.Context.CookiesAsync()).Single(cookie => cookie.Name == "slipway");

        cookie.HttpOnly.ShouldBeTrue();
        cookie.SameSite.ShouldBe(SameSiteAttribute.Strict);
    }
}
