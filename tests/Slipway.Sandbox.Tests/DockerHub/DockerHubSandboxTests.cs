using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Sandbox.DockerHub;
using Xunit;

namespace Slipway.Sandbox.Tests.DockerHub;

public sealed class DockerHubSandboxTests : IAsyncLifetime
{
    private const string Hooks = "/v2/repositories/acme/web/webhook_pipeline";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    private DockerHubSandbox hub = null!;
    private HookReceiver receiver = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        hub = await DockerHubSandbox.StartAsync(new DockerHubSandboxOptions { TimeProvider = clock }, Cancel);
        hub.AddUser("alice", "secret");
        hub.AddUser("bob", "secret", "bob");
        hub.AddRepository("acme/web");
        hub.AddRepository("acme/hidden", isPrivate: true);
        receiver = await HookReceiver.StartAsync(Cancel);
        http.BaseAddress = hub.Address;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await hub.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Theory]
    [InlineData("/v2/users/login", "username", "password", "token")]
    [InlineData("/v2/users/login/", "username", "password", "token")]
    [InlineData("/v2/auth/token", "identifier", "secret", "access_token")]
    [InlineData("/v2/auth/token/", "identifier", "secret", "access_token")]
    public async Task Both_ways_to_sign_in_give_a_token_that_opens_the_hooks_for_ten_minutes(string path, string user, string password, string token)
    {
        using var answer = await PostAsync(path, new Dictionary<string, string> { [user] = "alice", [password] = "secret" });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await JsonAsync(answer))[token]!);

        (await GetAsync(Hooks)).Status.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(10));
        (await GetAsync(Hooks)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_in_the_hubs_words()
    {
        using var answer = await PostAsync("/v2/users/login/", new { username = "alice", password = "wrong" });

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await JsonAsync(answer)).ToJsonString().ShouldBe("""{"detail":"Incorrect authentication credentials"}""");
    }

    [Fact]
    public async Task A_repository_is_shown_to_those_who_may_see_it()
    {
        (await GetAsync("/v2/repositories/acme/web/")).Body["name"]!.GetValue<string>().ShouldBe("web");
        (await GetAsync("/v2/repositories/acme/web")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/v2/repositories/acme/nope/")).Body["message"]!.GetValue<string>().ShouldBe("object not found");
        (await GetAsync("/v2/repositories/acme/hidden/")).Status.ShouldBe(HttpStatusCode.NotFound);

        await SignInAsync("bob");
        (await GetAsync("/v2/repositories/acme/hidden/")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync(Hooks)).Status.ShouldBe(HttpStatusCode.Forbidden);

        await SignInAsync("alice");
        (await GetAsync("/v2/repositories/acme/hidden/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_tag_that_is_pushed_again_gets_a_fresh_digest_and_comes_first()
    {
        var first = await hub.PushAsync("acme/web:1.0.0", Cancel);
        await hub.PushAsync("acme/web:1.0.1", Cancel);
        clock.Advance(TimeSpan.FromMinutes(1));
        var second = await hub.PushAsync("acme/web:1.0.0", Cancel);

        second.Digest.ShouldNotBe(first.Digest);
        hub.DigestOf("acme/web", "1.0.0").ShouldBe(second.Digest);
        var tag = (await GetAsync("/v2/namespaces/acme/repositories/web/tags/1.0.0")).Body;
        tag["digest"]!.GetValue<string>().ShouldBe(second.Digest);
        tag["tag_last_pushed"]!.GetValue<DateTimeOffset>().ShouldBe(clock.GetUtcNow());
        tag["images"]!.AsArray().Select(i => (string)i!["architecture"]!).ShouldBe(["amd64", "arm64"]);
        var list = (await GetAsync("/v2/repositories/acme/web/tags")).Body;
        list["results"]!.AsArray().Select(t => (string)t!["name"]!).ShouldBe(["1.0.0", "1.0.1"]);
        (await GetAsync("/v2/namespaces/acme/repositories/web/tags/nope")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Tags_come_in_pages_that_lead_to_one_another()
    {
        for (var i = 0; i < 5; i++)
        {
            await hub.PushAsync($"acme/web:{i}", Cancel);
        }

        var names = new List<string>();
        for (var next = "/v2/namespaces/acme/repositories/web/tags?page=1&page_size=2"; next is not null;)
        {
            var page = (await GetAsync(next)).Body;
            page["count"]!.GetValue<int>().ShouldBe(5);
            names.AddRange(page["results"]!.AsArray().Select(t => (string)t!["name"]!));
            next = (string?)page["next"];
        }

        names.ShouldBe(["4", "3", "2", "1", "0"]);
    }

    [Fact]
    public async Task A_hook_is_created_listed_read_and_deleted()
    {
        await SignInAsync("alice");
        var created = await CreateHookAsync("demo", receiver.Url.OriginalString);
        created.Status.ShouldBe(HttpStatusCode.Created);
        var slug = (string)created.Body["slug"]!;

        (await GetAsync(Hooks + "?page_size=100")).Body["results"]![0]!["webhooks"]![0]!["hook_url"]!.GetValue<string>().ShouldBe(receiver.Url.OriginalString);
        (await GetAsync($"{Hooks}/{slug}/")).Body["name"]!.GetValue<string>().ShouldBe("demo");
        using var deleted = await http.DeleteAsync(new Uri($"{Hooks}/{slug}/", UriKind.Relative), Cancel);
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var again = await http.DeleteAsync(new Uri($"{Hooks}/{slug}/", UriKind.Relative), Cancel);
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_hook_that_cannot_be_is_refused_with_the_field()
    {
        (await CreateHookAsync("demo", receiver.Url.OriginalString)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await SignInAsync("alice");
        await CreateHookAsync("demo", receiver.Url.OriginalString);

        (await CreateHookAsync("demo", receiver.Url.OriginalString)).Body["name"]![0]!.GetValue<string>().ShouldContain("already exists");
        (await CreateHookAsync("", receiver.Url.OriginalString)).Body["name"]![0]!.GetValue<string>().ShouldContain("required");
        (await CreateHookAsync("x", "no url")).Body["webhooks"]![0]!["hook_url"]![0]!.GetValue<string>().ShouldContain("valid URL");
        (await CreateHookAsync("x", "http://localhost/" + new string('x', 255))).Body["webhooks"]![0]!["hook_url"]![0]!.GetValue<string>().ShouldContain("255");
        hub.Hooks("acme/web").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_push_calls_every_hook_with_the_payload_of_today_and_keeps_the_answers()
    {
        await SignInAsync("alice");
        var slug = (string)(await CreateHookAsync("demo", receiver.Url.OriginalString)).Body["slug"]!;
        await CreateHookAsync("dead", "http://127.0.0.1:1/");

        var push = await hub.PushAsync("acme/web:1.0.0", Cancel);

        push.Answers[0].ShouldBe(new HookAnswer(slug, 200, null));
        push.Answers[1].Status.ShouldBeNull();
        push.Answers[1].Error.ShouldNotBeNullOrEmpty();
        var (path, contentType, body) = receiver.Received.ShouldHaveSingleItem();
        path.ShouldBe("/hook?secureToken=abc%20d");
        contentType.ShouldBe("application/json");
        body.ShouldBe(push.Payload.ToArray());
        var payload = JsonNode.Parse(Encoding.UTF8.GetString(body))!;
        payload["push_data"]!["tag"]!.GetValue<string>().ShouldBe("1.0.0");
        payload["push_data"]!["pushed_at"]!.GetValue<long>().ShouldBe(clock.GetUtcNow().ToUnixTimeSeconds());
        payload["repository"]!["repo_name"]!.GetValue<string>().ShouldBe("acme/web");
    }

    [Fact]
    public async Task The_history_of_a_hook_shows_pushes_and_redeliveries_newest_first()
    {
        await SignInAsync("alice");
        var slug = (string)(await CreateHookAsync("demo", receiver.Url.OriginalString)).Body["slug"]!;
        var push = await hub.PushAsync("acme/web:1.0.0", Cancel);
        receiver.Status = 503;
        clock.Advance(TimeSpan.FromSeconds(5));

        var again = await hub.RedeliverAsync(push, Cancel);

        again.Answers.ShouldHaveSingleItem().Status.ShouldBe(503);
        receiver.Received.Select(r => r.Body).ShouldAllBe(b => b.SequenceEqual(push.Payload.ToArray()));
        hub.DigestOf("acme/web", "1.0.0").ShouldBe(push.Digest);
        hub.History("acme/web", slug).Select(d => d.Answer.Status).ShouldBe([503, 200]);
        var history = (await GetAsync($"{Hooks}/{slug}/history/")).Body;
        history["results"]!.AsArray().Select(d => (int)d!["status_code"]!).ShouldBe([503, 200]);
    }

    [Fact]
    public async Task A_hook_that_somebody_deleted_is_called_no_more()
    {
        await SignInAsync("alice");
        var slug = (string)(await CreateHookAsync("demo", receiver.Url.OriginalString)).Body["slug"]!;

        hub.DeleteHook("acme/web", slug).ShouldBeTrue();
        hub.DeleteHook("acme/web", slug).ShouldBeFalse();

        (await hub.PushAsync("acme/web:1.0.0", Cancel)).Answers.ShouldBeEmpty();
        receiver.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Failures_are_used_up_and_meet_only_the_requests_that_they_were_ordered_for()
    {
        hub.Fail(429, times: 2, request: "GET /v2/repositories/acme/web", retryAfter: TimeSpan.FromSeconds(7));

        (await GetAsync("/v2/namespaces/acme/repositories/web/tags")).Status.ShouldBe(HttpStatusCode.OK);
        using (var answer = await http.GetAsync(new Uri("/v2/repositories/acme/web/", UriKind.Relative), Cancel))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
            answer.Headers.GetValues("X-RateLimit-Remaining").ShouldBe(["0"]);
        }

        (await GetAsync("/v2/repositories/acme/web/")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await GetAsync("/v2/repositories/acme/web/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_held_request_is_carried_out_when_it_is_released()
    {
        using var held = hub.Hold();
        var getting = GetAsync("/v2/repositories/acme/web/");
        await held.Reached.WaitAsync(Cancel);
        getting.IsCompleted.ShouldBeFalse();

        held.Release();

        (await getting).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_held_request_does_not_keep_the_sandbox_from_ending()
    {
        await using var other = await DockerHubSandbox.StartAsync(new DockerHubSandboxOptions(), Cancel);
        using var held = other.Hold();
        var getting = http.GetAsync(new Uri(other.Address, "/v2/repositories/acme/web/"), Cancel);
        await held.Reached.WaitAsync(Cancel);

        await other.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(() => getting);
    }

    [Fact]
    public async Task An_outage_answers_503_until_it_is_over()
    {
        hub.IsDown = true;
        (await GetAsync("/v2/repositories/acme/web/")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        hub.IsDown = false;
        (await GetAsync("/v2/repositories/acme/web/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_process_drives_the_hub_through_the_door()
    {
        using var user = await PostAsync("/_sandbox/users", new { userName = "carol", password = "pw" });
        using var repository = await PostAsync("/_sandbox/repositories", new { path = "carol/api", isPrivate = true });
        using var push = await PostAsync("/_sandbox/push", new { image = "carol/api:2" });
        using var unknown = await PostAsync("/_sandbox/push", new { image = "carol/nope:2" });
        using var badPath = await PostAsync("/_sandbox/repositories", new { path = "carol" });
        using var fromAPage = await http.PostAsync(new Uri("/_sandbox/push", UriKind.Relative), new StringContent("""{"image":"carol/api:3"}"""), Cancel);

        user.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        repository.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await JsonAsync(push))["digest"]!.GetValue<string>().ShouldBe(hub.DigestOf("carol/api", "2"));
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        badPath.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        fromAPage.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        hub.DigestOf("carol/api", "3").ShouldBeNull();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_at_the_start()
    {
        await Should.ThrowAsync<IOException>(() => DockerHubSandbox.StartAsync(new DockerHubSandboxOptions { Port = hub.Address.Port }, Cancel));
    }

    private async Task SignInAsync(string user)
    {
        using var answer = await PostAsync("/v2/users/login/", new { username = user, password = "secret" });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("JWT", (string)(await JsonAsync(answer))["token"]!);
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> CreateHookAsync(string name, string url)
    {
        using var answer = await PostAsync(Hooks + "/", new { name, expect_final_callback = false, webhooks = new[] { new { name, hook_url = url } }, registry = "registry-1.docker.io" });
        return (answer.StatusCode, await JsonAsync(answer));
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> GetAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), Cancel);
        return (answer.StatusCode, await JsonAsync(answer));
    }

    private Task<HttpResponseMessage> PostAsync(string path, object body) => http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Cancel);

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel)) ?? throw new JsonException("the body is null");
}
