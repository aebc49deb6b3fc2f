using Shouldly;
using Slipway.Registries.Hooks;
using Slipway.Registries.Images;
using Slipway.Registries.Tests.Hooks.StandIns;
using Xunit;

namespace Slipway.Registries.Tests.Hooks;

/// <summary>What holds of every registry that is asked with each request.</summary>
public sealed class HookRegistrarSuiteTests
{
    public static TheoryData<string> Registries => [.. StandIn.Names];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_hook_is_created_once_and_found_again_by_name_and_address(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);

        var first = (await there.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>();
        var second = (await there.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>();

        var hook = there.Hooks.ShouldHaveSingleItem();
        hook.Slug.ShouldBe(first.Slug);
        hook.Url.ShouldBe(there.HookUrl.OriginalString);
        second.Slug.ShouldBe(first.Slug);
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_created_hook_is_listed_as_one_that_calls_its_address_and_no_other(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        var slug = (await there.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>().Slug;

        var listed = (await there.Registrar.ListAsync(there.Account, there.Web, Cancel)).ShouldBeOfType<HookListing.Listed>();

        var hook = listed.Hooks.ShouldHaveSingleItem();
        hook.Slug.ShouldBe(slug);
        hook.Calls(there.HookUrl).ShouldBeTrue();
        hook.Calls(new Uri($"{there.HookUrl}x")).ShouldBeFalse();
        hook.ToString().ShouldNotContain(StandIn.Secret);
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_hook_of_the_same_name_that_calls_another_address_is_left_alone(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        var other = new Uri("http://127.0.0.1:9/other");
        await there.Registrar.CreateAsync(there.Account, there.Web, "demo", other, Cancel);

        var result = await there.CreateAsync(Cancel);

        there.Hooks[0].Url.ShouldBe(other.OriginalString);
        if (registry == "Quay")
        {
            there.Hooks.Count.ShouldBe(2);
        }
        else
        {
            Refused(result).Message.ShouldContain("already, and it calls another address: choose another name, or delete that hook there.");
        }
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_hook_that_was_switched_off_calls_nothing_and_is_made_anew(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        await there.CreateAsync(Cancel);
        there.Hooks[0].IsOff = true;

        var hook = (await there.Registrar.ListAsync(there.Account, there.Web, Cancel)).ShouldBeOfType<HookListing.Listed>().Hooks.ShouldHaveSingleItem();
        hook.Calls(there.HookUrl).ShouldBeFalse();
        (await there.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>();

        there.Hooks.ShouldHaveSingleItem().IsOff.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task Deleting_takes_the_hook_away_and_one_that_is_gone_counts_as_deleted(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        var slug = (await there.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>().Slug;

        (await there.Registrar.DeleteAsync(there.Account, there.Web, slug, Cancel)).ShouldBe(new HookResult.Done(slug));
        there.Hooks.ShouldBeEmpty();
        (await there.Registrar.DeleteAsync(there.Account, there.Web, slug, Cancel)).ShouldBe(new HookResult.Done(slug));
        there.Requests[^1].ShouldStartWith("DELETE");
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_name_that_the_registry_never_gave_counts_as_deleted_and_reaches_no_other_path(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);

        foreach (var slug in new[] { "..", "../../users/1", "7/../8", "a b", "%2e%2e", "é", new string('9', 400) })
        {
            (await there.Registrar.DeleteAsync(there.Account, there.Web, slug, Cancel)).ShouldBe(new HookResult.Done(slug));
        }

        there.Requests.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_wrong_password_is_said_with_what_to_do_and_without_repeating_it(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);

        var refused = Refused(await there.Registrar.CreateAsync(there.Account with { Password = "hunter2-wrong" }, there.Web, "demo", there.HookUrl, Cancel));

        refused.Message.ShouldContain($"does not accept user '{there.Account.UserName}': ");
        refused.Message.ShouldContain(registry == "Quay" ? "access token of an OAuth application" : "check user name and password");
        refused.IsTransient.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_password_that_can_stand_in_no_header_is_a_wrong_one(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);

        Refused(await there.Registrar.CreateAsync(there.Account with { Password = "hunter2-wrong\r\nX-Evil: 1 ✂" }, there.Web, "demo", there.HookUrl, Cancel))
            .Message.ShouldContain("does not accept user");
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task An_account_without_the_right_is_told_which_right(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);

        var refused = Refused(await there.Registrar.CreateAsync(there.Bob, there.Web, "demo", there.HookUrl, Cancel));

        refused.Message.ShouldStartWith($"user 'bob' may not create the hook 'demo' of {there.Web.Path}");
        refused.Message.ShouldContain(registry switch { "Harbor" => "Project Admin", "Quay" => "repo:admin", _ => "administrators" });
        refused.IsTransient.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task What_is_not_there_is_named(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        there.Answer("GET", 404, """{"errors":[{"message":"not found"}]}""");

        var refused = Refused(await there.Registrar.CreateAsync(there.Account, there.Web, "demo", there.HookUrl, Cancel));

        refused.Message.ShouldContain(registry switch { "Harbor" => "has no project '2024'", "Quay" => "has no repository 'acme/web'", _ => "has no webhook service (/event/api/v1)" });
        refused.IsTransient.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_repository_without_its_first_part_is_not_even_asked_for(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);

        Refused(await there.Registrar.CreateAsync(there.Account, new ImageRepository("registry.example", "", "web"), "demo", there.HookUrl, Cancel))
            .Message.ShouldContain("'registry.example/");

        there.Requests.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task Too_many_requests_are_transient_and_say_how_long_to_wait(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        foreach (var method in new[] { "GET", "POST" })
        {
            there.Answer(method, 429, "{}", ("Retry-After", "42"));

            var refused = Refused(await there.CreateAsync(Cancel));

            refused.Message.ShouldEndWith("try again in 42 s.");
            refused.IsTransient.ShouldBeTrue();
            refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(42));
        }

        there.Hooks.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_fault_of_the_registry_is_transient(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        there.Answer("POST", 503, """{"errors":[{"message":"something went wrong"}]}""");

        var refused = Refused(await there.CreateAsync(Cancel));

        refused.Message.ShouldContain($"has a fault of its own and did not create the hook 'demo' of {there.Web.Path}: HTTP 503 'something went wrong'; try again later.");
        refused.IsTransient.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_registry_that_hangs_is_given_up_when_the_time_is_over(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        var reached = new TaskCompletionSource();
        there.Answer("GET", async http =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var creating = there.CreateAsync(Cancel);
        await reached.Task.WaitAsync(Cancel);
        creating.IsCompleted.ShouldBeFalse();

        there.Advance(TimeSpan.FromSeconds(15));

        var refused = Refused(await creating);
        refused.Message.ShouldContain($"cannot be reached to create the hook 'demo' of {there.Web.Path}: no answer within 15 s.");
        refused.IsTransient.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_hook_whose_answer_was_lost_is_found(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        await there.Registrar.ListAsync(there.Account, there.Web, Cancel);
        there.LoseAnswer("POST");

        var done = (await there.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>();

        there.Hooks.ShouldHaveSingleItem().Slug.ShouldBe(done.Slug);
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_hook_whose_fate_cannot_be_learnt_is_called_unknown(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        there.LoseAnswer("POST");
        there.Answer("GET", 503, "{}");

        var refused = Refused(await there.CreateAsync(Cancel));

        refused.Message.ShouldEndWith("Whether the hook was created is not known; creating it again finds it.");
        refused.IsTransient.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task An_answer_without_end_is_not_read_to_its_end(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        there.Answer("GET", async http =>
        {
            var blanks = new byte[64 * 1024];
            blanks.AsSpan().Fill((byte)' ');
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(blanks, CancellationToken.None);
            }
        });

        Refused(await there.CreateAsync(Cancel)).Message.ShouldContain("MiB, which is not read");
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task An_answer_that_is_not_the_registrys_is_no_list(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);

        foreach (var body in new[] { "<html>Welcome</html>", "", "7", "\"x\"", """{"a":1}""", new string('[', 100) })
        {
            there.Answer("GET", 200, body);
            Refused(await there.CreateAsync(Cancel)).Message.ShouldContain("something that is not");
        }

        there.Hooks.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task Entries_that_make_no_sense_are_passed_over(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        const string Entries = """[7,null,[],{},{"id":"x","uuid":7,"key":[]},{"id":1e99},{"uuid":"a","method":"webhook","config":7},{"\ud800":1,"id":5},{"key":"k","event_filter":{"domain":"docker","criteria":{"repoKeys":[null,"docker-local"]}},"handlers":7}]""";
        there.Answer("GET", 200, registry == "Quay" ? $$"""{"notifications":{{Entries}}}""" : Entries);

        var listed = (await there.Registrar.ListAsync(there.Account, there.Web, Cancel)).ShouldBeOfType<HookListing.Listed>();

        listed.Hooks.ShouldAllBe(hook => hook.Urls.Length == 0 && !hook.Calls(there.HookUrl));
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_redirect_is_not_followed_because_the_password_would_go_along(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        await using var elsewhere = await StandIn.StartAsync(registry);
        there.Answer("GET", 302, "", ("Location", new UriBuilder(elsewhere.Account.BaseAddress) { Host = "localhost" }.Uri.ToString()));

        Refused(await there.CreateAsync(Cancel)).Message.ShouldContain("points to localhost in place of an answer, which is not followed");

        elsewhere.Requests.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task Secrets_that_the_registry_repeats_are_struck_out(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        there.Answer("POST", 400, $$"""{"errors":[{"message":"no: {{there.HookUrl}} {{StandIn.Secret}} {{StandIn.Password}}"}]}""");

        Refused(await there.CreateAsync(Cancel)).Message.ShouldEndWith("HTTP 400 'no: *** *** ***'.");
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task Hostile_names_stay_names(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        string[] names = ["a\"b\\c", "../../x", "a b\r\nX-Evil: 1", "<script>", "✂ ünï", "***", new('x', 300), "?page=1&"];
        foreach (var name in names)
        {
            var slug = (await there.Registrar.CreateAsync(there.Account, there.Web, name, there.HookUrl, Cancel)).ShouldBeOfType<HookResult.Done>().Slug;
            (await there.Registrar.CreateAsync(there.Account, there.Web, name, there.HookUrl, Cancel)).ShouldBe(new HookResult.Done(slug));
        }

        there.Hooks.Count.ShouldBe(names.Length);
        foreach (var hook in there.Hooks.ToList())
        {
            (await there.Registrar.DeleteAsync(there.Account, there.Web, hook.Slug, Cancel)).ShouldBeOfType<HookResult.Done>();
        }

        there.Hooks.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task An_address_that_is_none_is_not_even_asked_for(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);

        Refused(await there.Registrar.CreateAsync(there.Account, there.Web, "demo", new Uri("ftp://127.0.0.1/"), Cancel)).Message.ShouldContain("https://");
        Refused(await there.Registrar.CreateAsync(there.Account, there.Web, "demo", new Uri("/relative", UriKind.Relative), Cancel)).Message.ShouldContain("must be absolute");
        var password = new UriBuilder(there.Account.BaseAddress) { UserName = "alice", Password = "pass-in-url" }.Uri;
        Refused(await there.Registrar.CreateAsync(there.Account with { BaseAddress = password }, there.Web, "demo", there.HookUrl, Cancel)).Message.ShouldNotContain("pass-in-url");
        there.Requests.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_caller_that_gives_up_is_not_told_a_story(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var reached = new TaskCompletionSource();
        there.Answer("GET", async http =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var creating = there.CreateAsync(end.Token);
        await reached.Task.WaitAsync(Cancel);

        await end.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => creating);
    }

    /// <summary>No refusal ever shows a secret, whatever the reason.</summary>
    private static HookResult.Refused Refused(HookResult result)
    {
        var refused = result.ShouldBeOfType<HookResult.Refused>();
        foreach (var secret in new[] { StandIn.Password, StandIn.Secret, "hunter2-wrong", "bobs-pass-word-77" })
        {
            refused.Message.ShouldNotContain(secret);
        }

        return refused;
    }
}
