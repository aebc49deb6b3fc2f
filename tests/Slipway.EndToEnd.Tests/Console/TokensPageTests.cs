using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class TokensPageTests(ConsoleWorld world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_made_for_the_password_shown_once_and_revoked()
    {
        await using var visitor = await world.VisitSignedInAsync();
        using var http = new HttpClient { BaseAddress = world.Address };
        await visitor.GoLiveAsync("/settings/tokens");

        await visitor.Page.GetByLabel("Name").FillAsync("the nightly build");
        await visitor.Page.GetByLabel("Your password").FillAsync("not the password");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Generate token" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The user name or the password is wrong");
        await visitor.ScreenshotAsync("tokens-refused");
        await visitor.Page.GetByLabel("Your password").FillAsync(SlipwayProcess.Password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Generate token" }).ClickAsync();
        var token = await visitor.Page.GetByLabel("The new token").InputValueAsync();
        await visitor.ScreenshotAsync("tokens-made");

        (await ExchangeAsync(http, token)).ShouldBe(HttpStatusCode.OK);
        await visitor.GoLiveAsync("/settings/tokens");
        (await visitor.Page.ContentAsync()).ShouldNotContain(token);
        await visitor.ScreenshotAsync("tokens");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke the nightly build" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke for good" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Cell, new() { Name = "the nightly build" })).ToHaveCountAsync(0);
        (await ExchangeAsync(http, token)).ShouldBe(HttpStatusCode.Unauthorized);
        visitor.ShouldHaveNoErrors();
    }

    [Theory]
    [InlineData("dark", ColorScheme.Dark, 1280, 800)]
    [InlineData("phone", ColorScheme.Light, 390, 844)]
    public async Task The_page_fits_its_screen(string name, ColorScheme scheme, int width, int height)
    {
        await using var visitor = await world.VisitSignedInAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height } });
        await visitor.GoLiveAsync("/settings/tokens");
        await Expect(visitor.Page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();

        await visitor.ScreenshotAsync($"tokens-{name}");
        (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task A_wrong_password_is_not_changed()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoAsync("/settings/password");
        await visitor.Page.GetByLabel("Current password").FillAsync("not the password");
        await visitor.Page.GetByLabel("New password").FillAsync("another password");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The user name or the password is wrong");
        await visitor.ScreenshotAsync("password-refused");
        visitor.ShouldHaveNoErrors();
    }

    private static async Task<HttpStatusCode> ExchangeAsync(HttpClient http, string refreshToken)
    {
        using var answer = await http.PostAsJsonAsync("/iaas/api/login", new { refreshToken }, Cancellation);
        return answer.StatusCode;
    }
}
