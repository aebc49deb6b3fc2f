using System.Net;
using System.Net.Sockets;
using Shouldly;
using Slipway.Registries.Hooks;
using Slipway.Registries.Images;
using Slipway.Sandbox.DockerHub;
using Xunit;

namespace Slipway.Registries.Tests.Hooks;

public sealed class DockerHubHookRegistrarTests : IAsyncLifetime
{
    private const string Hooks = "/v2/repositories/acme/web/webhook_pipeline/";

    private HubFixture fixture = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DockerHubSandbox Hub => fixture.Hub;

    private string HubAddress => Hub.Address.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync() => fixture = await HubFixture.StartAsync(Cancel);

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task A_hook_is_created_once_and_found_again_by_its_address()
    {
        var first = (await fixture.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>();
        var second = (await fixture.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>();

        var hook = Hub.Hooks("acme/web").ShouldHaveSingleItem();
        hook.Slug.ShouldBe(first.Slug);
        hook.Url.ShouldBe(fixture.HookUrl);
        second.Slug.ShouldBe(first.Slug);
    }

    [Fact]
    public async Task A_hook_of_the_same_name_that_calls_another_address_is_left_alone()
    {
        await fixture.CreateAsync(Cancel);

        var refused = Refused(await fixture.Registrar.CreateAsync(fixture.Account, fixture.Web, "demo", new Uri("http://127.0.0.1:9/other"), Cancel));

        refused.Message.ShouldBe($"acme/web at {HubAddress} has a hook 'demo' already, and it calls another address: choose another name, or delete that hook there.");
        refused.IsTransient.ShouldBeFalse();
        Hub.Hooks("acme/web").ShouldHaveSingleItem().Url.ShouldBe(fixture.HookUrl);
    }

    [Fact]
    public async Task A_hook_is_found_among_more_than_one_page_of_others()
    {
        for (var i = 0; i < 101; i++)
        {
            (await fixture.Registrar.CreateAsync(fixture.Account, fixture.Web, $"hook{i}", fixture.HookUrl, Cancel)).ShouldBeOfType<HookResult.Done>();
        }

        var listed = (await fixture.Registrar.ListAsync(fixture.Account, fixture.Web, Cancel)).ShouldBeOfType<HookListing.Listed>();
        var again = (await fixture.Registrar.CreateAsync(fixture.Account, fixture.Web, "hook100", fixture.HookUrl, Cancel)).ShouldBeOfType<HookResult.Done>();

        listed.Hooks.Length.ShouldBe(101);
        again.Slug.ShouldBe(Hub.Hooks("acme/web")[100].Slug);
    }

    [Fact]
    public async Task Deleting_takes_the_hook_away_and_one_that_is_gone_counts_as_deleted()
    {
        var slug = (await fixture.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>().Slug;

        (await fixture.Registrar.DeleteAsync(fixture.Account, fixture.Web, slug, Cancel)).ShouldBe(new HookResult.Done(slug));
        Hub.Hooks("acme/web").ShouldBeEmpty();
        (await fixture.Registrar.DeleteAsync(fixture.Account, fixture.Web, slug, Cancel)).ShouldBe(new HookResult.Done(slug));
    }

    [Fact]
    public async Task A_hub_without_the_old_sign_in_is_signed_in_to_by_the_new_one()
    {
        Hub.Fail(404, request: "POST /v2/users/login");

        (await fixture.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>();
    }

    [Fact]
    public async Task A_wrong_password_is_said_without_repeating_it()
    {
        var refused = Refused(await fixture.Registrar.CreateAsync(fixture.Account with { Password = "hunter2-wrong" }, fixture.Web, "demo", fixture.HookUrl, Cancel));

        refused.Message.ShouldBe($"Docker Hub at {HubAddress} does not accept user 'alice': check user name and password or access token.");
        refused.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_factor_is_answered_with_the_advice_to_use_an_access_token()
    {
        Hub.Fail(401, body: """{"detail":"Require secondary authentication on MFA enabled account","login_2fa_token":"x.y.z"}""");

        Refused(await fixture.CreateAsync(Cancel)).Message.ShouldContain("personal access token in place of the password");
    }

    [Theory]
    [InlineData(200, "<html>Welcome</html>", "without a token")]
    [InlineData(200, """{"token":"a\r\nX-Evil: 1"}""", "without a token")]
    [InlineData(200, """{"token":7}""", "without a token")]
    public async Task A_sign_in_without_a_usable_token_is_none(int status, string body, string expected)
    {
        Hub.Fail(status, body: body);

        Refused(await fixture.CreateAsync(Cancel)).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task An_address_that_is_not_docker_hubs_is_named()
    {
        Hub.Fail(404, times: 2);

        Refused(await fixture.CreateAsync(Cancel)).Message.ShouldBe(
            $"{HubAddress} knows no sign-in of Docker Hub: check the address of the Hub, which is https://hub.docker.com unless told otherwise.");
    }

    [Fact]
    public async Task A_repository_that_is_not_there_or_private_to_others_is_named()
    {
        Hub.AddUser("bob", "bobs-password", "bob");
        Hub.AddRepository("acme/hidden", isPrivate: true);
        var bob = new RegistryAccount(Hub.Address, "bob", "bobs-password");

        foreach (var (account, name) in new[] { (fixture.Account, "nope"), (bob, "hidden") })
        {
            var refused = Refused(await fixture.Registrar.CreateAsync(account, new ImageRepository("docker.io", "acme", name), "demo", fixture.HookUrl, Cancel));
            refused.Message.ShouldBe($"repository acme/{name} does not exist at {HubAddress}, or user '{account.UserName}' may not see it.");
            refused.IsTransient.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task An_account_without_the_right_is_told_which_right()
    {
        Hub.AddUser("bob", "bobs-password", "bob");

        var refused = Refused(await fixture.Registrar.CreateAsync(
            new RegistryAccount(Hub.Address, "bob", "bobs-password"), fixture.Web, "demo", fixture.HookUrl, Cancel));

        refused.Message.ShouldStartWith("user 'bob' may not create the hook 'demo' of acme/web");
        refused.Message.ShouldContain("Admin permission");
        refused.IsTransient.ShouldBeFalse();
    }

    [Theory]
    [InlineData("POST /v2/users/login")]
    [InlineData("POST " + Hooks)]
    public async Task Too_many_requests_are_transient_and_say_how_long_to_wait(string request)
    {
        Hub.Fail(429, request: request, retryAfter: TimeSpan.FromSeconds(42));

        var refused = Refused(await fixture.CreateAsync(Cancel));

        refused.Message.ShouldContain("too many requests");
        refused.Message.ShouldEndWith("try again in 42 s.");
        refused.IsTransient.ShouldBeTrue();
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(42));
        Hub.Hooks("acme/web").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_fault_of_the_hub_is_transient(int status)
    {
        Hub.Fail(status, request: "POST " + Hooks);

        var refused = Refused(await fixture.CreateAsync(Cancel));

        refused.Message.ShouldBe($"Docker Hub at {HubAddress} has a fault of its own and did not create the hook 'demo' of acme/web: HTTP {status} 'something went wrong'; try again later.");
        refused.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task An_outage_refuses_everything_until_it_is_over()
    {
        Hub.IsDown = true;
        Refused(await fixture.CreateAsync(Cancel)).IsTransient.ShouldBeTrue();
        Refused(await fixture.Registrar.DeleteAsync(fixture.Account, fixture.Web, "x", Cancel)).IsTransient.ShouldBeTrue();
        (await fixture.Registrar.ListAsync(fixture.Account, fixture.Web, Cancel)).ShouldBeOfType<HookListing.Refused>().Why.IsTransient.ShouldBeTrue();

        Hub.IsDown = false;
        (await fixture.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>();
    }

    [Fact]
    public async Task A_hub_that_hangs_is_given_up_when_the_time_is_over()
    {
        using var held = Hub.Hold(request: "POST /v2/users/login");
        var creating = fixture.CreateAsync(Cancel);
        await held.Reached.WaitAsync(Cancel);
        creating.IsCompleted.ShouldBeFalse();

        fixture.Clock.Advance(TimeSpan.FromSeconds(15));

        var refused = Refused(await creating);
        refused.Message.ShouldBe($"Docker Hub at {HubAddress} cannot be reached to sign in as 'alice': no answer within 15 s.");
        refused.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_told_a_story()
    {
        using var held = Hub.Hold();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var creating = fixture.CreateAsync(end.Token);
        await held.Reached.WaitAsync(Cancel);

        await end.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => creating);
    }

    [Fact]
    public async Task A_hook_whose_answer_was_lost_is_found()
    {
        Hub.LoseAnswer(request: "POST " + Hooks);

        var done = (await fixture.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>();

        Hub.Hooks("acme/web").ShouldHaveSingleItem().Slug.ShouldBe(done.Slug);
    }

    [Fact]
    public async Task A_hook_whose_fate_cannot_be_learnt_is_called_unknown()
    {
        Hub.LoseAnswer(request: "POST " + Hooks);
        Hub.Fail(503, request: "GET " + Hooks);

        var refused = Refused(await fixture.CreateAsync(Cancel));

        refused.Message.ShouldEndWith("Whether the hook was created is not known; creating it again finds it.");
        refused.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_redirect_is_not_followed_because_the_password_would_go_along()
    {
        await using var elsewhere = await DockerHubSandbox.StartAsync(new DockerHubSandboxOptions(), Cancel);
        Hub.Redirect(new UriBuilder(elsewhere.Address) { Host = "localhost", Path = "/v2/users/login/" }.Uri);

        var refused = Refused(await fixture.CreateAsync(Cancel));

        refused.Message.ShouldBe($"{HubAddress} points to localhost in place of an answer, which is not followed: set the address of the Hub to the right one.");
    }

    [Fact]
    public async Task An_unreachable_hub_is_named_with_address_and_cause()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        var refused = Refused(await fixture.Registrar.CreateAsync(
            fixture.Account with { BaseAddress = new Uri($"http://127.0.0.1:{port}") }, fixture.Web, "demo", fixture.HookUrl, Cancel));

        refused.Message.ShouldBe($"Docker Hub at http://127.0.0.1:{port} cannot be reached to sign in as 'alice': nothing listens on port {port} there (connection refused).");
        refused.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_name_that_the_dns_does_not_know_is_named()
    {
        var refused = Refused(await fixture.Registrar.CreateAsync(
            fixture.Account with { BaseAddress = new Uri("https://hub.invalid") }, fixture.Web, "demo", fixture.HookUrl, Cancel));

        refused.Message.ShouldContain("https://hub.invalid cannot be reached");
        refused.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_hub_that_speaks_no_tls_is_named()
    {
        var refused = Refused(await fixture.Registrar.CreateAsync(
            fixture.Account with { BaseAddress = new UriBuilder(Hub.Address) { Scheme = "https" }.Uri }, fixture.Web, "demo", fixture.HookUrl, Cancel));

        refused.Message.ShouldContain("no secure connection");
    }

    [Fact]
    public async Task Secrets_that_the_hub_repeats_are_struck_out()
    {
        var echo = $$"""{"webhooks":[{"hook_url":["no: {{fixture.HookUrl}} {{HubFixture.Secret}} {{HubFixture.Password}}"]}]}""";
        Hub.Fail(400, request: "POST " + Hooks, body: echo);

        var refused = Refused(await fixture.CreateAsync(Cancel));

        refused.Message.ShouldBe($"Docker Hub at {HubAddress} refused to create the hook 'demo' of acme/web: HTTP 400 'no: *** *** ***'.");
    }

    [Theory]
    [InlineData("http://127.0.0.1/{long}", "Docker Hub takes 255 at most")]
    [InlineData("ftp://127.0.0.1/", "https://")]
    [InlineData("/relative", "must be absolute")]
    public async Task An_address_that_the_hub_would_not_take_is_not_even_asked_for(string address, string expected)
    {
        Hub.IsDown = true;
        var url = new Uri(address.Replace("{long}", new string('x', 255), StringComparison.Ordinal), UriKind.RelativeOrAbsolute);

        var refused = Refused(await fixture.Registrar.CreateAsync(fixture.Account, fixture.Web, "demo", url, Cancel));

        refused.Message.ShouldContain(expected);
        refused.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task A_repository_of_another_registry_is_none_of_docker_hubs()
    {
        var refused = Refused(await fixture.Registrar.CreateAsync(fixture.Account, new ImageRepository("ghcr.io", "acme", "web"), "demo", fixture.HookUrl, Cancel));

        refused.Message.ShouldStartWith("ghcr.io/acme/web is not at Docker Hub");
    }

    [Fact]
    public async Task A_password_in_the_address_of_the_hub_is_refused_and_not_repeated()
    {
        var account = fixture.Account with { BaseAddress = new UriBuilder(Hub.Address) { UserName = "alice", Password = "pass-in-url" }.Uri };

        Refused(await fixture.Registrar.CreateAsync(account, fixture.Web, "demo", fixture.HookUrl, Cancel)).Message.ShouldNotContain("pass-in-url");
        account.ToString().ShouldBe($"alice at {HubAddress}");
    }

    /// <summary>No refusal ever shows a secret, whatever the reason.</summary>
    private static HookResult.Refused Refused(HookResult result)
    {
        var refused = result.ShouldBeOfType<HookResult.Refused>();
        refused.Message.ShouldNotContain(HubFixture.Password);
        refused.Message.ShouldNotContain(HubFixture.Secret);
        refused.Message.ShouldNotContain("hunter2-wrong");
        refused.Message.ShouldNotContain("dckr_jwt_");
        return refused;
    }
}
