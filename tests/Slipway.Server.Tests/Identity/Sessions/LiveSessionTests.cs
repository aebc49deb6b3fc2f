using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Server.Access;
using Slipway.Server.Identity.Sessions;
using Xunit;

namespace Slipway.Server.Tests.Identity.Sessions;

/// <summary>A page that stays open, and a session that does not.</summary>
public sealed class LiveSessionTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("locked")]
    [InlineData("new password")]
    [InlineData("gone")]
    public async Task Within_seconds_an_open_page_knows_that_its_person_may_not_stay(string what)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        using var dora = await server.PersonAsync("dora", null, null, Cancellation);
        using var page = await OpenAsync(server, "dora", expires: clock.GetUtcNow().AddHours(8));

        await (what switch
        {
            "locked" => server.Client.PatchAsync("/codestream/api/users/dora", new() { ["isLocked"] = true }, Cancellation),
            "new password" => server.Client.PatchAsync("/codestream/api/users/dora", new() { ["password"] = "another password" }, Cancellation),
            _ => server.Client.DeleteAsync("/codestream/api/users/dora", Cancellation),
        });
        clock.Advance(LiveSession.Rest);
        await page.Watching.WaitAsync(Deadline, Cancellation);

        (await page.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated.ShouldBeFalse();
    }

    [Fact]
    public async Task An_open_page_ends_with_its_cookie_and_not_a_moment_earlier()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        using var page = await OpenAsync(server, "admin", expires: clock.GetUtcNow().AddSeconds(90));
        var changes = 0;
        page.AuthenticationStateChanged += _ => changes++;

        clock.Advance(TimeSpan.FromSeconds(60));
        await UntilItWaitsAsync(page, 2);
        clock.Advance(TimeSpan.FromSeconds(29));
        await UntilItWaitsAsync(page, 3);
        changes.ShouldBe(0);
        (await page.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated.ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(2));
        await page.Watching.WaitAsync(Deadline, Cancellation);

        (await page.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated.ShouldBeFalse();
        changes.ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_seen_to_be_gone_is_let_go_at_once_and_once()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        using var page = await OpenAsync(server, "admin", expires: clock.GetUtcNow().AddHours(8));
        await using var scope = server.Services.CreateAsyncScope();
        var people = new PageAccess(page, scope.ServiceProvider.GetRequiredService<Callers>());
        (await people.CallerAsync(Cancellation))!.Name.ShouldBe("admin");
        var changes = 0;
        page.AuthenticationStateChanged += _ => changes++;

        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        await users.UpdateSecurityStampAsync((await users.FindByNameAsync("admin"))!);

        (await people.CallerAsync(Cancellation)).ShouldBeNull();
        (await people.CallerAsync(Cancellation)).ShouldBeNull();
        (await page.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated.ShouldBeFalse();
        changes.ShouldBe(1);
    }

    // The check between two waits asks the real database; when it has its answer, the clock knows a timer again.
    private static async Task UntilItWaitsAsync(LiveSession page, int times)
    {
        while (page.Waits < times)
        {
            page.Watching.IsCompleted.ShouldBeFalse();
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
        }
    }

    private async Task<LiveSession> OpenAsync(TestServer server, string name, DateTimeOffset expires)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<IdentityUser>>();
        var person = await signIn.CreateUserPrincipalAsync((await signIn.UserManager.FindByNameAsync(name))!);
        ((ClaimsIdentity)person.Identity!).AddClaim(new("slipway:expires", Math.Ceiling((expires - DateTimeOffset.UnixEpoch).TotalSeconds).ToString(CultureInfo.InvariantCulture)));
        var page = new LiveSession(server.Services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<LiveSession>.Instance);
        page.SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));
        await UntilItWaitsAsync(page, 1);
        return page;
    }
}
