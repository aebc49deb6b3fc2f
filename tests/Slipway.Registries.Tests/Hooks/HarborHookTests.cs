using Shouldly;
using Slipway.Registries.Hooks;
using Slipway.Registries.Tests.Hooks.StandIns;
using Xunit;

namespace Slipway.Registries.Tests.Hooks;

public sealed class HarborHookTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_policy_is_for_pushes_and_brings_the_secret_in_its_header_too()
    {
        await using var harbor = await StandIn.StartAsync("Harbor");
        await harbor.CreateAsync(Cancel);

        var asked = harbor.Hooks.ShouldHaveSingleItem().Asked;

        asked.GetProperty("event_types").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("PUSH_ARTIFACT");
        var target = asked.GetProperty("targets").EnumerateArray().ShouldHaveSingleItem();
        target.GetProperty("type").GetString().ShouldBe("http");
        target.GetProperty("auth_header").GetString().ShouldBe(StandIn.Secret);
        target.GetProperty("skip_cert_verify").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Harbor_that_cuts_queries_and_hides_headers_keeps_a_hook_that_is_ours_unchanged(bool masks)
    {
        await using var harbor = await StandIn.StartAsync("Harbor");
        var stand = (HarborStandIn)harbor;
        (stand.CutsQueries, stand.MasksHeaders) = (true, masks);
        var slug = (await harbor.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Done>().Slug;

        var hook = (await harbor.Registrar.ListAsync(harbor.Account, harbor.Web, Cancel)).ShouldBeOfType<HookListing.Listed>().Hooks.ShouldHaveSingleItem();

        hook.Calls(harbor.HookUrl).ShouldBeTrue();
        hook.Calls(new Uri(harbor.HookUrl.OriginalString + "-of-another")).ShouldBe(masks);
        hook.Calls(new Uri("http://127.0.0.1:9/elsewhere?secureToken=" + StandIn.Secret)).ShouldBeFalse();
        (await harbor.CreateAsync(Cancel)).ShouldBe(new HookResult.Done(slug));
    }

    [Fact]
    public async Task A_hook_is_found_among_more_than_one_page_of_others()
    {
        await using var harbor = await StandIn.StartAsync("Harbor");
        for (var i = 0; i < 101; i++)
        {
            (await harbor.Registrar.CreateAsync(harbor.Account, harbor.Web, $"hook{i}", harbor.HookUrl, Cancel)).ShouldBeOfType<HookResult.Done>();
        }

        var listed = (await harbor.Registrar.ListAsync(harbor.Account, harbor.Web, Cancel)).ShouldBeOfType<HookListing.Listed>();
        var again = (await harbor.Registrar.CreateAsync(harbor.Account, harbor.Web, "hook100", harbor.HookUrl, Cancel)).ShouldBeOfType<HookResult.Done>();

        listed.Hooks.Length.ShouldBe(101);
        again.Slug.ShouldBe(harbor.Hooks[100].Slug);
    }

    [Fact]
    public async Task A_list_that_never_ends_is_given_up()
    {
        await using var harbor = await StandIn.StartAsync("Harbor");
        var page = $"[{string.Join(',', Enumerable.Repeat("""{"id":1}""", 100))}]";
        for (var i = 0; i < 25; i++)
        {
            harbor.Answer("GET", 200, page);
        }

        (await harbor.Registrar.ListAsync(harbor.Account, harbor.Web, Cancel)).ShouldBeOfType<HookListing.Listed>();

        harbor.Requests.Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_policy_without_a_place_is_looked_for()
    {
        await using var harbor = await StandIn.StartAsync("Harbor");
        harbor.Answer("POST", 201, "", ("Location", "/elsewhere/x"));

        (await harbor.CreateAsync(Cancel)).ShouldBeOfType<HookResult.Refused>().Message.ShouldContain("something that is not Harbor's");
        harbor.Requests[^1].ShouldStartWith("GET");
    }
}
