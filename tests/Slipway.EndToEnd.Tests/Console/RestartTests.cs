using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class RestartTests(ConsoleWorld world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_typed_is_still_there_after_the_server_was_started_again_but_nothing_secret_is_kept()
    {
        var data = Directory.CreateTempSubdirectory("slipway-e2e-");
        var server = await SlipwayProcess.StartAsync(data.FullName, LastingAddress.Find(), Cancellation);
        try
        {
            using (var client = await SlipwayClient.SignInAsync(server.Address, SlipwayProcess.UserName, SlipwayProcess.Password, Cancellation))
            {
                await client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = "acme" }, Cancellation);
            }

            await using var visitor = await world.VisitAsync(new(), server.Address);
            await visitor.GoAsync("/variables/new");
            await visitor.SignInAsync(SlipwayProcess.UserName, SlipwayProcess.Password);
            await visitor.Page.GetByLabel("Name").WaitForAsync();
            await visitor.GoLiveAsync("/variables/new");
            await visitor.Page.GetByLabel("Name").FillAsync("api-token");
            await visitor.Page.GetByLabel("Description").FillAsync("long thought about");
            await visitor.Page.GetByLabel("Value").FillAsync("not to be kept");
            await visitor.Page.GetByLabel("Type").SelectOptionAsync("SECRET");
            await Expect(visitor.Page.GetByLabel("Value")).ToHaveAttributeAsync("data-secret", "true");

            await visitor.Page.EvaluateAsync("() => { window.isTheOldPage = true; }");
            await server.KillAsync();
            await server.DisposeAsync();
            server = await SlipwayProcess.StartAsync(data.FullName, visitor.Address.ToString(), Cancellation);

            await visitor.Page.WaitForFunctionAsync("() => !window.isTheOldPage && document.querySelector('.frame')?.dataset.live === 'true'");
            await Expect(visitor.Page.GetByLabel("Value")).ToHaveValueAsync("");
            await Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("api-token");
            await Expect(visitor.Page.GetByLabel("Description")).ToHaveValueAsync("long thought about");
            await Expect(visitor.Page.GetByLabel("Type")).ToHaveValueAsync("SECRET");
            (await visitor.Page.EvaluateAsync<string>("() => JSON.stringify(sessionStorage)")).ShouldNotContain("not to be kept");

            // The server knows of it, too, and who leaves the form leaves it for good.
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create Variable" }).ClickAsync();
            await Expect(visitor.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
            await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Variables");
            await visitor.GoLiveAsync("/variables/new");
            await Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("");
        }
        finally
        {
            await server.DisposeAsync();
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_is_sent_before_the_page_is_live_does_not_stand_in_the_address()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.Page.RouteAsync("**/_framework/blazor.web*.js", route => route.AbortAsync());
        await visitor.GoAsync("/variables/new");
        await visitor.Page.GetByLabel("Name").FillAsync("api-token");
        await visitor.Page.GetByLabel("Value").FillAsync("not for the address");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create Variable" }).ClickAsync();
        await visitor.Page.GetByLabel("Name").PressAsync("Enter");

        visitor.Page.Url.ShouldEndWith("/variables/new");
        await Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("api-token");
    }
}
