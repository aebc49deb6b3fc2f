using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Identity;
using Slipway.Server.Identity.Provided;
using Xunit;

namespace Slipway.Server.Tests.Identity.Provided;

/// <summary>Signing in through a provider that speaks over a real socket.</summary>
public sealed class SignInProviderTests : IAsyncLifetime
{
    private OpenIdProvider provider = null!;
    private TestServer server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        provider = await OpenIdProvider.StartAsync(Cancellation);
        server = await TestServer.StartAsync(Cancellation, change: options => options with { SignInProvider = Settings() });
        await server.SetUpAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task Who_comes_for_the_first_time_is_made_and_lands_where_they_wanted_to_go()
    {
        var (address, status, browser) = await SignInAsync("/executions?status=failed");

        status.ShouldBe(HttpStatusCode.OK);
        address.PathAndQuery.ShouldBe("/executions?status=failed");
        browser.IsSignedIn.ShouldBeTrue();
        provider.Asked["scope"].ToString().ShouldBe("openid profile email");
        var person = await PersonAsync("dora");
        (person.Email, person.EmailConfirmed, person.PasswordHash).ShouldBe(("dora@acme.example", true, null));
        (await CallerAsync("dora"))!.Roles.ShouldBeEmpty();

        (await SignInAsync()).Browser.IsSignedIn.ShouldBeTrue();
        (await server.Client.ListAsync("/codestream/api/users", Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Roles_come_with_the_claim_and_go_with_it_and_those_given_by_hand_stay()
    {
        provider.Claims["groups"] = (string[])["web-devs", "everybody else"];
        await SignInAsync();
        (await CallerAsync("dora"))!.Roles.ShouldBe(new Dictionary<string, Role> { ["web"] = Role.Developer }, ignoreOrder: true);
        await server.Client.PutAsync("/codestream/api/projects/acme/members/dora", new() { ["role"] = "viewer" }, Cancellation);

        provider.Claims["groups"] = (string[])["platform-admins"];
        await SignInAsync();
        var raised = (await CallerAsync("dora"))!;
        provider.Claims.Remove("groups");
        await SignInAsync();
        var lowered = (await CallerAsync("dora"))!;

        raised.IsAdministrator.ShouldBeTrue();
        raised.Roles.ShouldBe(new Dictionary<string, Role> { ["acme"] = Role.Viewer }, ignoreOrder: true);
        lowered.IsAdministrator.ShouldBeFalse();
        lowered.Roles.ShouldBe(new Dictionary<string, Role> { ["acme"] = Role.Viewer }, ignoreOrder: true);
    }

    [Fact]
    public async Task The_higher_of_two_roles_counts_whoever_gave_it()
    {
        provider.Claims["groups"] = "web-devs";
        await SignInAsync();
        await server.Client.PostAsync("/iaas/api/projects", new() { ["name"] = "web" }, Cancellation);

        await server.Client.PutAsync("/codestream/api/projects/web/members/dora", new() { ["role"] = "viewer" }, Cancellation);
        (await CallerAsync("dora"))!.Roles["web"].ShouldBe(Role.Developer);
        await server.Client.PutAsync("/codestream/api/projects/web/members/dora", new() { ["role"] = "administrator" }, Cancellation);
        (await CallerAsync("dora"))!.Roles["web"].ShouldBe(Role.Administrator);
    }

    [Fact]
    public async Task Values_that_another_provider_gave_mean_nothing()
    {
        await SignInAsync();
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
            await users.AddClaimAsync((await users.FindByNameAsync("dora"))!, new Claim("slipway:groups at https://elsewhere.example/", "platform-admins"));
        }

        (await CallerAsync("dora"))!.IsAdministrator.ShouldBeFalse();
    }

    [Fact]
    public async Task Names_and_addresses_of_others_cannot_be_had()
    {
        await server.PersonAsync("eve", null, null, Cancellation);
        provider.Claims["preferred_username"] = "admin";
        provider.Claims["email"] = "eve@acme.example";
        await SignInAsync();

        (await CallerAsync("admin-2"))!.IsAdministrator.ShouldBeFalse();
        (await PersonAsync("admin-2")).Email.ShouldBeNull();
        (await PersonAsync("admin")).PasswordHash.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_address_that_nobody_verified_is_not_kept()
    {
        provider.Claims["email_verified"] = false;
        provider.Claims["preferred_username"] = "Dörte / <b>";
        await SignInAsync();

        (await PersonAsync("D-rte----b")).Email.ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_locked_is_told_so_and_not_let_in()
    {
        await SignInAsync();
        await server.Client.PatchAsync("/codestream/api/users/dora", new() { ["isLocked"] = true }, Cancellation);

        var (address, _, browser) = await SignInAsync();

        address.PathAndQuery.ShouldBe("/sign-in?Refused=Locked");
        browser.IsSignedIn.ShouldBeFalse();
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("key")]
    [InlineData("no signature")]
    [InlineData("client secret as key")]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("expired")]
    public async Task A_token_that_is_not_the_provider_s_for_this_sign_in_is_refused(string wrong)
    {
        using var foreign = RSA.Create(2048);
        provider.Forge = token => wrong switch
        {
            "nonce" => With(token, forged => forged.Claims["nonce"] = "another"),
            "key" => With(token, forged => forged.SigningCredentials = new(new RsaSecurityKey(foreign) { KeyId = "published" }, SecurityAlgorithms.RsaSha256)),
            "no signature" => With(token, forged => forged.SigningCredentials = null),
            "client secret as key" => With(token, forged => forged.SigningCredentials = new(new SymmetricSecurityKey(SHA256.HashData("a client secret for tests"u8)), SecurityAlgorithms.HmacSha256)),
            "issuer" => With(token, forged => forged.Issuer = "https://elsewhere.example"),
            "audience" => With(token, forged => forged.Audience = "another client"),
            _ => With(token, forged => (forged.NotBefore, forged.IssuedAt, forged.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-1))),
        };

        var (address, _, browser) = await SignInAsync();

        provider.Exchanged.ShouldBe(1);
        address.PathAndQuery.ShouldBe("/sign-in?Refused=Failed");
        browser.IsSignedIn.ShouldBeFalse();
        (await server.Client.ListAsync("/codestream/api/users", Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_another_browser_asked_for_is_refused()
    {
        using var attacker = new Browser(server.Http.BaseAddress!);
        using var victim = new Browser(server.Http.BaseAddress!);
        Uri? answer = null;
        await attacker.GoAsync(OpenIdConnect.StartPath, Cancellation, address =>
        {
            if (address.AbsolutePath != $"{OpenIdConnect.StartPath}/callback")
            {
                return address;
            }

            answer = address;
            return new Uri(server.Http.BaseAddress!, "/sign-in");
        });

        var (where, _, _) = await victim.GoAsync(answer!.PathAndQuery, Cancellation);

        where.PathAndQuery.ShouldBe("/sign-in?Refused=Failed");
        victim.IsSignedIn.ShouldBeFalse();
        provider.Exchanged.ShouldBe(0);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    public async Task Nobody_is_sent_elsewhere_afterwards(string address) => (await SignInAsync(address)).Address.PathAndQuery.ShouldBe("/dashboard");

    [Fact]
    public async Task The_sign_in_page_offers_the_provider_and_only_administrators_of_the_server_keep_their_passwords()
    {
        using var browser = new Browser(server.Http.BaseAddress!);
        using var dora = await server.PersonAsync("eve", null, null, Cancellation);
        (await browser.GoAsync("/sign-in", Cancellation)).Body.ShouldContain("Sign in with Acme&#x27;s login");

        await using var strict = await TestServer.StartAsync(Cancellation, change: options => options with { SignInProvider = Settings() with { PasswordsForAdministratorsOnly = true } });
        await strict.Client.PostAsync("/codestream/api/users", new() { ["userName"] = "eve", ["password"] = TestServer.Password }, Cancellation);
        using var refused = await strict.Http.PostAsJsonAsync("/csp/gateway/am/api/login", new { username = "eve", password = TestServer.Password }, Cancellation);

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_has_no_password_makes_a_token_on_the_page_while_the_provider_s_word_is_fresh()
    {
        provider.Claims["groups"] = "web-devs";
        var (_, _, browser) = await SignInAsync();
        (await browser.GoAsync("/settings/tokens", Cancellation)).Body.ShouldNotContain("Your password");

        var fresh = await PrincipalAsync("dora", TimeSpan.FromMinutes(1));
        var tokens = server.Services.CreateScope().ServiceProvider.GetRequiredService<OwnTokens>();
        var (token, wrong) = await tokens.GenerateAsync(fresh, "the build", null, Cancellation);
        var (stale, refused) = await tokens.GenerateAsync(await PrincipalAsync("dora", TimeSpan.FromMinutes(16)), "the build", null, Cancellation);
        using var exchanged = await server.Http.PostAsJsonAsync("/iaas/api/login", new { refreshToken = token }, Cancellation);

        wrong.ShouldBeNull();
        (stale, refused).ShouldBe((null, PasswordCheck.Refusal));
        exchanged.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await tokens.ListAsync(fresh, Cancellation)).Single().Name.ShouldBe("the build");
    }

    private SignInProvider Settings() => new()
    {
        Name = "Acme's login",
        Authority = provider.Address,
        ClientId = OpenIdProvider.ClientId,
        ClientSecret = OpenIdProvider.ClientSecret,
        Roles = [new("platform-admins", null, Role.Administrator), new("web-devs", "web", Role.Developer)],
    };

    private async Task<(Uri Address, HttpStatusCode Status, Browser Browser)> SignInAsync(string? wanted = null)
    {
        var browser = new Browser(server.Http.BaseAddress!);
        var (address, status, _) = await browser.GoAsync(OpenIdConnect.StartPath + (wanted is null ? "" : $"?returnUrl={Uri.EscapeDataString(wanted)}"), Cancellation);
        return (address, status, browser);
    }

    private async Task<IdentityUser> PersonAsync(string name)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>().FindByNameAsync(name)).ShouldNotBeNull();
    }

    private async Task<Caller?> CallerAsync(string name) =>
        await server.Services.GetRequiredService<Callers>().FindAsync(await PrincipalAsync(name, TimeSpan.Zero), Cancellation);

    private async Task<ClaimsPrincipal> PrincipalAsync(string name, TimeSpan ago)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<IdentityUser>>();
        var person = await signIn.CreateUserPrincipalAsync(await PersonAsync(name));
        ((ClaimsIdentity)person.Identity!).AddClaim(Slipway.Server.Identity.Sessions.Session.Provided(DateTimeOffset.UtcNow - ago));
        return person;
    }

    private static SecurityTokenDescriptor With(SecurityTokenDescriptor token, Action<SecurityTokenDescriptor> change)
    {
        change(token);
        return token;
    }
}
