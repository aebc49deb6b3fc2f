using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Slipway.Registries.Images;
using Slipway.Registries.Inspection;
using Slipway.Tasks.Tests.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Registries.Tests.Inspection;

/// <summary>Registries that are busy, down, slow, or not what they should be, and what stands before them.</summary>
public sealed class StrangeRegistryTests : IDisposable
{
    private const string Tags = "/v2/acme/web/tags/list";
    private const string Manifest = "/v2/acme/web/manifests/1.0";
    private static readonly string Digest = $"sha256:{new string('a', 64)}";

    private readonly InspectorFixture inspection = new();

    public void Dispose() => inspection.Dispose();

    [Theory]
    [InlineData(403, "lets nobody read acme/web who does not say who asks (403", false)]
    [InlineData(429, "has had too many requests (429 on /v2/acme/web/manifests/1.0)", true)]
    [InlineData(500, "has a fault of its own (HTTP 500 on", true)]
    [InlineData(503, "has a fault of its own (HTTP 503 on", true)]
    [InlineData(418, "answered HTTP 418 on", false)]
    public async Task What_a_registry_answers_in_place_of_an_image_is_told(int status, string said, bool isTransient)
    {
        await using var registry = await ScriptedCluster.StartAsync(http => AnswerAsync(http, status, ""));

        (await inspection.ResolveAsync(registry.Address)).ShouldBeRefused(said, isTransient);
        (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Refused>().IsTransient.ShouldBe(isTransient);
    }

    [Fact]
    public async Task A_busy_registry_is_left_alone_for_as_long_as_it_asks()
    {
        var wait = "120";
        await using var registry = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Headers.RetryAfter = wait;
            return AnswerAsync(http, 429, "");
        });

        (await inspection.ResolveAsync(registry.Address)).ShouldBeRefused("too many", isTransient: true).RetryAfter.ShouldBe(TimeSpan.FromMinutes(2));
        (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Refused>().RetryAfter.ShouldBe(TimeSpan.FromMinutes(2));
        wait = (inspection.Clock.GetUtcNow() + TimeSpan.FromHours(1)).ToString("R");
        (await inspection.ResolveAsync(registry.Address)).ShouldBeRefused("too many", isTransient: true).RetryAfter.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
        wait = "99999999999";
        (await inspection.ResolveAsync(registry.Address)).ShouldBeRefused("too many", isTransient: true).RetryAfter.ShouldBeNull();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_redirect_is_not_followed_lest_the_password_went_along(int status)
    {
        await using var thief = await ScriptedCluster.StartAsync(http => AnswerAsync(http, 200, ""));
        await using var registry = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Headers.Location = $"{thief.Address}{http.Request.Path}";
            return AnswerAsync(http, status, "");
        });

        (await inspection.ResolveAsync(registry.Address, user: "acme")).ShouldBeRefused("points elsewhere in place of an answer, which is not followed", isTransient: false);
        thief.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_registry_that_says_nothing_is_not_waited_for_for_ever()
    {
        var asked = new TaskCompletionSource();
        await using var registry = await ScriptedCluster.StartAsync(async http =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var asking = inspection.ResolveAsync(registry.Address);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        inspection.Clock.Advance(TimeSpan.FromSeconds(10));

        (await asking).ShouldBeRefused("cannot be reached: no answer within 10 s", isTransient: true);
    }

    [Fact]
    public async Task A_list_that_comes_byte_by_byte_is_not_waited_for_for_ever()
    {
        var begun = new TaskCompletionSource();
        await using var registry = await ScriptedCluster.StartAsync(async http =>
        {
            await http.Response.WriteAsync("""{"name":"acme/web","tags":[""");
            await http.Response.Body.FlushAsync();
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var asking = inspection.ListAsync(registry.Address);
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        inspection.Clock.Advance(TimeSpan.FromSeconds(10));

        (await asking).ShouldBeOfType<TagListing.Refused>().Message.ShouldContain("no answer within 10 s");
    }

    [Fact]
    public async Task Who_asks_and_has_enough_is_let_go()
    {
        using var enough = new CancellationTokenSource();
        await using var registry = await ScriptedCluster.StartAsync(async http =>
        {
            await enough.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        await Should.ThrowAsync<OperationCanceledException>(inspection.Inspector.ResolveAsync(
            InspectorFixture.Access(registry.Address), InspectorFixture.Web(registry.Address), new Tag("1.0"), enough.Token));
    }

    [Fact]
    public async Task An_answer_of_any_size_is_not_read()
    {
        await using var registry = await ScriptedCluster.StartAsync(async http =>
        {
            var piece = Encoding.UTF8.GetBytes(new string(' ', 64 * 1024));
            for (var pieces = HttpMethods.IsHead(http.Request.Method) ? 0 : 1_000; pieces > 0 && !http.RequestAborted.IsCancellationRequested; pieces--)
            {
                await http.Response.Body.WriteAsync(piece, CancellationToken.None);
            }
        });

        (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Refused>().Message.ShouldContain("its answer has more than 1048576 bytes");
        (await inspection.ResolveAsync(registry.Address)).ShouldBeRefused("its answer has more than 4194304 bytes", isTransient: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:short")]
    [InlineData("sha256:../../etc/passwd")]
    public async Task Who_does_not_say_a_digest_is_asked_for_the_manifest_whose_hash_it_is(string digest)
    {
        const string body = """{"schemaVersion":2}""";
        await using var registry = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Headers["Docker-Content-Digest"] = digest;
            return AnswerAsync(http, 200, HttpMethods.IsHead(http.Request.Method) ? "" : body);
        });
        var sha256 = new Digest($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}");
        var sha512 = new Digest($"sha512:{Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(body)))}");

        (await inspection.ResolveAsync(registry.Address)).ShouldBeFound().ShouldBe(sha256.Value);
        registry.Requests.ShouldBe([$"HEAD {Manifest}", $"GET {Manifest}"]);
        (await inspection.ResolveAsync(registry.Address, sha256)).ShouldBeFound().ShouldBe(sha256.Value);
        (await inspection.ResolveAsync(registry.Address, sha512)).ShouldBeFound().ShouldBe(sha512.Value);
        (await inspection.ResolveAsync(registry.Address, new Digest(Digest))).ShouldBeRefused($"answers with {sha256} when it is asked for {Digest}", isTransient: false);
    }

    [Fact]
    public async Task A_registry_that_answers_no_HEAD_is_asked_for_the_manifest()
    {
        await using var registry = await ScriptedCluster.StartAsync(http => HttpMethods.IsHead(http.Request.Method) ? AnswerAsync(http, 405, "") : AnswerAsync(http, 200, "{}"));

        (await inspection.ResolveAsync(registry.Address)).ShouldBeFound().ShouldBe($"sha256:{Convert.ToHexStringLower(SHA256.HashData("{}"u8))}");
    }

    [Fact]
    public async Task Another_digest_than_the_one_that_was_asked_for_is_no_proof()
    {
        await using var registry = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Headers["Docker-Content-Digest"] = Digest;
            return Task.CompletedTask;
        });
        var wanted = new Digest($"sha256:{new string('b', 64)}");

        (await inspection.ResolveAsync(registry.Address, wanted)).ShouldBeRefused($"answers with {Digest} when it is asked for {wanted}", isTransient: false);
    }

    [Theory]
    [InlineData("default backend - 404", null, false)]
    [InlineData("{\"error\":\"not found\"}", null, false)]
    [InlineData("", null, false)]
    [InlineData("{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}", null, true)]
    [InlineData("", "registry/2.0", true)]
    public async Task What_stands_before_a_registry_that_is_down_does_not_say_that_an_image_is_missing(string body, string? version, bool isMissing)
    {
        await using var registry = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Headers["Docker-Distribution-Api-Version"] = version;
            return AnswerAsync(http, 404, HttpMethods.IsHead(http.Request.Method) ? "" : body);
        });

        var resolved = await inspection.ResolveAsync(registry.Address);
        var listed = await inspection.ListAsync(registry.Address);

        if (isMissing)
        {
            resolved.ShouldBeOfType<InspectionResult.Missing>();
            listed.ShouldBeOfType<TagListing.Listed>().Tags.ShouldBeEmpty();
        }
        else
        {
            resolved.ShouldBeRefused("knows of no registry there (HTTP 404", isTransient: true);
            listed.ShouldBeOfType<TagListing.Refused>().IsTransient.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"tags":{"a":1}}""")]
    [InlineData("""{"name":"acme/web","tags":["a"],"\ud800":1}""")]
    [InlineData("""{"name":"acme/web","tags":[[[[[[[[[[[[]]]]]]]]]]]]}""")]
    public async Task What_is_no_list_of_tags_is_not_taken_for_an_empty_one(string body)
    {
        await using var registry = await ScriptedCluster.StartAsync(http => AnswerAsync(http, 200, body));

        (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Refused>().Message.ShouldContain("does not list the tags of acme/web as a registry does");
        registry.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"name":"acme/web","tags":null}""")]
    [InlineData("""{"name":"acme/web","tags":[]}""")]
    [InlineData("""{"tags":[]}""")]
    [InlineData("""{"tags":[5,null,{},"a b","../1.0","\ud800"]}""")]
    public async Task Where_there_are_no_tags_none_are_listed_and_these_are_all(string body)
    {
        await using var registry = await ScriptedCluster.StartAsync(http => AnswerAsync(http, 200, body));

        var listed = (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Listed>();
        listed.Tags.ShouldBeEmpty();
        listed.IsComplete.ShouldBeTrue();
        registry.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Page_after_page_is_read_and_a_tag_that_is_named_again_is_listed_once()
    {
        await using var registry = await PagedAsync(
            ("""["1","2"]""", $"<{Tags}?n=201&last=2>; rel=\"next\""),
            ("""["2","3"]""", "<?n=201&last=3>; rel=\"next\""),
            ("""["4"]""", null));

        var listed = (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Listed>();

        listed.Tags.Select(state => state.Tag.Value).ShouldBe(["1", "2", "3", "4"]);
        listed.IsComplete.ShouldBeTrue();
        registry.Requests.Where(request => request.StartsWith("GET", StringComparison.Ordinal)).ShouldBe([$"GET {Tags}?n=201", $"GET {Tags}?n=201&last=2", $"GET {Tags}?n=201&last=3"]);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public async Task No_more_tags_are_asked_about_than_are_wanted(int limit, bool isComplete)
    {
        await using var registry = await PagedAsync(("""["1","2","3"]""", null));

        var listed = (await inspection.ListAsync(registry.Address, limit)).ShouldBeOfType<TagListing.Listed>();

        listed.Tags.Length.ShouldBe(limit);
        listed.IsComplete.ShouldBe(isComplete);
        registry.Requests.Count.ShouldBe(1 + limit);
    }

    [Theory]
    [InlineData("<https://thief.invalid/v2/acme/web/tags/list>; rel=\"next\"")]
    [InlineData("<//thief.invalid/v2/acme/web/tags/list>; rel=\"next\"")]
    [InlineData("next")]
    [InlineData("> next <")]
    public async Task The_next_page_is_not_looked_for_elsewhere_and_then_the_list_is_not_complete(string link)
    {
        await using var registry = await PagedAsync(("""["1"]""", link));

        var listed = (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Listed>();

        listed.Tags.Length.ShouldBe(1);
        listed.IsComplete.ShouldBeFalse();
        registry.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_list_that_never_ends_is_left()
    {
        await using var registry = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Headers.Link = $"<{Tags}>; rel=\"next\"";
            http.Response.Headers["Docker-Content-Digest"] = Digest;
            return AnswerAsync(http, 200, HttpMethods.IsHead(http.Request.Method) ? "" : """{"tags":["1"]}""");
        });

        (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Listed>().IsComplete.ShouldBeFalse();
        registry.Requests.Count.ShouldBe(21);
    }

    [Fact]
    public async Task A_registry_that_falls_silent_in_the_middle_has_told_nothing_and_is_not_asked_on_and_on()
    {
        await using var registry = await ScriptedCluster.StartAsync(http => HttpMethods.IsHead(http.Request.Method)
            ? AnswerAsync(http, 503, "")
            : AnswerAsync(http, 200, $$"""{"tags":[{{string.Join(',', Enumerable.Range(1, 200).Select(number => $"\"{number}\""))}}]}"""));

        (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Refused>().Message.ShouldContain("HTTP 503");
        registry.Requests.Count.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task A_tag_that_goes_while_it_is_asked_about_is_not_there()
    {
        await using var registry = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Headers["Docker-Distribution-Api-Version"] = "registry/2.0";
            http.Response.Headers["Docker-Content-Digest"] = Digest;
            return http.Request.Path == "/v2/acme/web/manifests/2" ? AnswerAsync(http, 404, "") : AnswerAsync(http, 200, HttpMethods.IsHead(http.Request.Method) ? "" : """{"tags":["1","2","3"]}""");
        });

        (await inspection.ListAsync(registry.Address)).ShouldBeOfType<TagListing.Listed>().Tags.Select(state => state.Tag.Value).ShouldBe(["1", "3"]);
    }

    private static Task<ScriptedCluster> PagedAsync(params (string Tags, string? Link)[] pages)
    {
        var page = 0;
        return ScriptedCluster.StartAsync(http =>
        {
            http.Response.Headers["Docker-Content-Digest"] = Digest;
            if (HttpMethods.IsHead(http.Request.Method))
            {
                return Task.CompletedTask;
            }

            var (tags, link) = pages[page++];
            http.Response.Headers.Link = link;
            return AnswerAsync(http, 200, $$"""{"name":"acme/web","tags":{{tags}}}""");
        });
    }

    private static Task AnswerAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        return body.Length == 0 ? Task.CompletedTask : http.Response.WriteAsync(body);
    }
}
