using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class LookTests(ConsoleWorld world)
{
    private const string LightText = "rgb(28, 36, 48)";
    private const string DarkText = "rgb(228, 232, 238)";

    [Theory]
    [InlineData("light", ColorScheme.Light, 1280, 800)]
    [InlineData("dark", ColorScheme.Dark, 1280, 800)]
    [InlineData("phone", ColorScheme.Light, 390, 844)]
    public async Task Every_page_fits_its_screen_and_keeps_nobody_out(string name, ColorScheme scheme, int width, int height)
    {
        await world.RunAsync($"5.0.0-{name}");
        var failed = await world.RunAsync($"5.0.1-{name}-nope");
        await using var visitor = await world.VisitSignedInAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height } });

        foreach (var (page, path, title) in ((string, string, string)[])
        [
            ("dashboard", "/dashboard", "Dashboard · Slipway"),
            ("executions", "/executions", "Executions · Slipway"),
            ("executions-table", "/executions?as=table", "Executions · Slipway"),
            ("executions-narrowed", "/executions?pipeline=Deploy+web&by=docker-hub&comments=acme%2Fweb", "Executions · Slipway"),
            ("pipelines", "/pipelines", "Pipelines · Slipway"),
            ("pipelines-table", "/pipelines?as=table", "Pipelines · Slipway"),
            ("pipeline-new", "/pipelines/new", "New Pipeline · Slipway"),
            ("pipeline-new-input", "/pipelines/new?tab=input", "New Pipeline · Slipway"),
            ("pipeline-new-model", "/pipelines/new?tab=model", "New Pipeline · Slipway"),
            ("pipeline-template", "/pipelines/new?tab=template", "New Pipeline · Slipway"),
            ("execution", $"/executions/{failed}", "Deploy web #"),
            ("tokens", "/settings/tokens", "API tokens · Slipway"),
            ("system", "/settings/system", "System · Slipway"),
            ("api", "/docs/api", "API · Slipway"),
            ("activity", "/triggers/docker/activity", "Docker activity · Slipway"),
            ("webhooks", "/triggers/docker/webhooks", "Webhooks for Docker · Slipway"),
            ("endpoints", "/endpoints", "Endpoints · Slipway"),
            ("endpoint-new", "/endpoints/new?type=dockerRegistry&project=acme", "New Endpoint · Slipway"),
            ("variables", "/variables", "Variables · Slipway"),
            ("variable-new", "/variables/new", "New Variable · Slipway"),
            ("custom-integrations", "/custom-integrations", "Custom Integrations · Slipway"),
            ("custom-integration-new", "/custom-integrations/new", "New Custom Integration · Slipway"),
            ("webhook-new", "/triggers/docker/webhooks/new", "New Webhook for Docker · Slipway"),
            ("projects", "/projects", "Projects · Slipway"),
            ("project", "/projects/acme", "acme · Slipway"),
            ("users", "/settings/users", "Users · Slipway"),
            ("sign-in", "/sign-in", "Sign in · Slipway"),
        ])
        {
            if (page == "sign-in")
            {
                await visitor.Page.Context.ClearCookiesAsync();
                await visitor.GoAsync(path);
            }
            else
            {
                await visitor.GoLiveAsync(path);
            }

            (await visitor.Page.TitleAsync()).ShouldStartWith(title);
            (await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, $"{page} is wider than the screen");
            await visitor.ScreenshotAsync($"{page}-{name}");
            await visitor.LookForBarriersAsync();
        }

        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task The_system_chooses_between_light_and_dark_until_somebody_does_and_the_choice_is_remembered()
    {
        await using var visitor = await world.VisitSignedInAsync(new() { ColorScheme = ColorScheme.Dark });
        await visitor.GoLiveAsync("/executions");
        await Expect(visitor.Page.Locator("body")).ToHaveCSSAsync("color", DarkText);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Light or dark" }).ClickAsync();
        await Expect(visitor.Page.Locator("body")).ToHaveCSSAsync("color", LightText);
        await visitor.GoLiveAsync("/triggers/docker");
        await Expect(visitor.Page.Locator("body")).ToHaveCSSAsync("color", LightText);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task On_a_phone_the_navigation_comes_when_it_is_asked_for()
    {
        await using var visitor = await world.VisitSignedInAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
        await visitor.GoLiveAsync("/executions");
        var docker = visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Docker" });
        await Expect(docker).Not.ToBeInViewportAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Navigation" }).ClickAsync();
        await Expect(docker).ToBeInViewportAsync();
        await visitor.ScreenshotAsync("navigation-phone");
        await docker.ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Docker");
        visitor.ShouldHaveNoErrors();
    }
}
