using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Storage;
using Slipway.Storage.Rows;
using Xunit;

namespace Slipway.Server.Tests.Listing;

/// <summary>One server with 30 executions; the tests only read.</summary>
public sealed class ListedServer : IAsyncLifetime
{
    internal TestServer Server { get; private set; } = null!;

    internal SlipwayClient Client => Server.Client;

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.StartWithWebhookAsync(CancellationToken.None);
        await Client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = "globex" }, CancellationToken.None);
        await using var db = await Server.Services.GetRequiredService<IDbContextFactory<SlipwayDb>>().CreateDbContextAsync();
        db.Executions.AddRange(Enumerable.Range(0, 30).Select(Execution));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public static Guid IdOf(int number) => new(number, 7, 0, new byte[8]);

    private static ExecutionRow Execution(int number)
    {
        var (project, name) = number % 3 is 0 ? ("globex", "ABCD-JENKINS") : ("acme", "Deploy");
        return new ExecutionRow
        {
            Id = IdOf(number),
            Version = 1,
            Project = project,
            PipelineId = new Guid(number % 3, 1, 0, new byte[8]),
            Name = name,
            Index = number + 1,
            Status = number % 2 is 0 ? "FAILED" : "COMPLETED",
            IsEnded = true,
            StatusMessage = "",
            RequestedBy = "ada",
            Comments = "",
            RequestedAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
            Definition = $$"""{"kind":"PIPELINE","project":"{{project}}","name":"{{name}}"}""",
            Input = "{}",
            Stages = "[]",
        };
    }
}

public sealed class ListTests(ListedServer listed) : IClassFixture<ListedServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What the public clients send (facts: code-stream.md 1.2 and 6.2), as Go, Java and Python put it into a URL.</summary>
    public static TheoryData<string, string, int> Calls
    {
        get
        {
            var calls = new TheoryData<string, string, int>();
            foreach (var prefix in (string[])["/codestream/api", "/pipeline/api"])
            {
                // cs-cli, older and newer.
                calls.Add(prefix, "executions?%24orderby=_requestTimeInMicros+desc&apiVersion=2019-10-17", 30);
                calls.Add(prefix, "executions?%24filter=%28%28status+eq+%27FAILED%27%29+and+%28_nested+eq+%27false%27%29%29&%24orderby=_requestTimeInMicros+desc&%24top=100&%24skip=0", 15);
                calls.Add(prefix, "executions?$filter=((name eq 'ABCD-JENKINS') and (project eq 'globex'))&$orderby=_requestTimeInMicros desc", 10);
                calls.Add(prefix, $"executions?$filter=((id eq '{ListedServer.IdOf(7)}'))&$orderby=_requestTimeInMicros desc", 1);
                calls.Add(prefix, "pipelines?$filter=((name eq 'Deploy') and (project eq 'acme'))&apiVersion=2019-10-17", 1);
                calls.Add(prefix, "pipelines?$filter=((name eq 'deploy') and (project eq 'acme'))&apiVersion=2019-10-17", 0);
                calls.Add(prefix, "endpoints?expand=true&$filter=((project eq 'acme') and (type eq 'k8s'))", 1);
                calls.Add(prefix, "endpoints?expand=true&$filter=(type eq 'git')", 0);
                calls.Add(prefix, "variables?expand=true&$filter=((name eq 'x') and (project eq 'acme'))", 0);

                // vra-cli.
                calls.Add(prefix, $"executions?$filter=((id eq '{ListedServer.IdOf(4)}')) and ((name eq 'Deploy'))", 1);
                calls.Add(prefix, "pipelines?$filter=((name eq 'Deploy')) and ((project eq 'acme'))", 1);

                // The Python client says $filter twice.
                calls.Add(prefix, "pipelines?$filter=name eq 'Deploy'&$filter=project eq 'acme'", 1);
                calls.Add(prefix, "pipelines?$filter=name eq 'Deploy'&$filter=project eq 'globex'", 0);

                // Build tools for Aria, and the content generator.
                calls.Add(prefix, "registry-webhooks?$filter=project eq 'acme'&$top=100&$skip=0", 1);
                calls.Add(prefix, "endpoints?$filter=project%20eq%20'acme'&$top=100&$skip=0&$expand=true", 2);
                calls.Add(prefix, "variables?count=2000", 0);
                calls.Add(prefix, "registry-events?$filter=project eq 'acme'&$orderby=timeStampInMicros desc", 0);

                // The API's own index page.
                calls.Add(prefix, "executions?$filter=startswith(name, 'ABC')", 10);
                calls.Add(prefix, "executions?$filter=toupper(name) eq 'DEPLOY'", 20);
                calls.Add(prefix, "executions?$filter=substringof('bc',tolower(name))", 10);
                calls.Add(prefix, "executions?$filter=name eq 'ABCD' and project eq 'demo'", 0);
                calls.Add(prefix, "pipelines?$orderby=name%20desc&$expand=true", 1);
                calls.Add(prefix, "executions?$top=1e9", 30);
                calls.Add(prefix, "executions?$top=1000000000", 30);
                calls.Add(prefix, "pipelines?$filter=&$orderby=name", 1);
            }

            return calls;
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task What_the_public_clients_ask_for_is_answered_as_they_read_it(string prefix, string call, int count)
    {
        var list = await listed.Client.GetAsync($"{prefix}/{call}", Cancellation);

        list["count"]!.GetValue<int>().ShouldBe(count);
        list["totalCount"]!.GetValue<int>().ShouldBe(count);
        list["documents"]!.AsObject().Select(document => document.Key).ShouldBe(list["links"]!.AsArray().Select(link => link!.GetValue<string>()));
        list["documents"]!.AsObject().ShouldAllBe(document => document.Value!["_link"]!.GetValue<string>() == document.Key && document.Value["id"] != null);
        list["links"]!.AsArray().Count.ShouldBe(count);
    }

    [Theory]
    [InlineData("executions?$top=10&$skip=2", 10, 30, 27)]
    [InlineData("executions?page=0&$size=5", 5, 30, 29)]
    [InlineData("executions?page=2&$size=5", 5, 30, 19)]
    [InlineData("executions?$orderby=_requestTimeInMicros&$top=3", 3, 30, 0)]
    [InlineData("executions?$orderby=status,index desc&$top=1", 1, 30, 29)]
    [InlineData("executions?$filter=status eq 'FAILED'&$top=4&$skip=13", 2, 15, 2)]
    [InlineData("executions?$top=0", 0, 30, null)]
    [InlineData("executions?$skip=1000", 0, 30, null)]
    [InlineData("executions?$skip=99999999999999999999", 0, 30, null)]
    public async Task Pages_are_those_that_were_asked_for_and_in_order(string call, int count, int totalCount, int? first)
    {
        var list = await listed.Client.GetAsync($"/pipeline/api/{call}", Cancellation);

        list["count"]!.GetValue<int>().ShouldBe(count);
        list["totalCount"]!.GetValue<int>().ShouldBe(totalCount);
        list["documents"]!.AsObject().FirstOrDefault().Key.ShouldBe(first is null ? null : $"/codestream/api/executions/{ListedServer.IdOf(first.Value)}");
    }

    [Theory]
    [InlineData("executions?$filter=nmae eq 'x'", "$filter: unknown field 'nmae' at 1. Did you mean 'name'?")]
    [InlineData("executions?$filter=name eq 'x", "$filter: the text that begins at 9 is not closed.")]
    [InlineData("executions?$filter=name eq 'x'&$filter=(name eq 'x'", "$filter: the '(' at 1 is not closed.")]
    [InlineData("pipelines?$filter=name = 'x'", "$filter: '=' is no operator at 6.")]
    [InlineData("endpoints?$filter=properties eq 'x'", "$filter: unknown field 'properties' at 1.")]
    [InlineData("variables?$filter=value eq 'x'", "$filter: unknown field 'value' at 1.")]
    [InlineData("registry-webhooks?$filter=secretToken eq 'x'", "$filter: unknown field 'secretToken' at 1.")]
    [InlineData("registry-events?$orderby=nmae", "$orderby: unknown field 'nmae' at 1.")]
    [InlineData("executions?$orderby=name downwards", "$orderby: 'name downwards' at 1 is no order.")]
    [InlineData("executions?$top=-1", "$top: '-1' is no whole number from 0.")]
    [InlineData("executions?$skip=ten", "$skip: 'ten' is no whole number from 0.")]
    [InlineData("executions?page=1.5&$size=5", "page: '1.5' is no whole number from 0.")]
    [InlineData("executions?$top=NaN", "$top: 'NaN' is no whole number from 0.")]
    [InlineData("executions?$top=", "$top: '' is no whole number from 0.")]
    public async Task What_cannot_be_read_is_400_and_says_where(string call, string message)
    {
        foreach (var prefix in (string[])["/codestream/api", "/pipeline/api"])
        {
            (await Should.ThrowAsync<ApiException>(listed.Client.GetAsync($"{prefix}/{call}", Cancellation))).Message.ShouldContain(message);
        }
    }

    [Fact]
    public async Task A_filter_of_ten_thousand_comparisons_is_refused()
    {
        var filter = string.Join(" or ", Enumerable.Range(0, 10_000).Select(number => $"index eq {number}"));

        await Should.ThrowAsync<ApiException>(listed.Client.GetAsync($"/codestream/api/executions?$filter={filter}", Cancellation));
        (await Should.ThrowAsync<ApiException>(listed.Client.GetAsync($"/codestream/api/executions?$filter={filter[..3_790]} or index eq 5", Cancellation)))
            .Message.ShouldContain("has more than 200 comparisons");
    }

    [Fact]
    public async Task The_executions_of_a_pipeline_take_the_same_questions()
    {
        var pipeline = (await listed.Client.ListAsync("/codestream/api/pipelines", Cancellation)).ShouldHaveSingleItem();

        (await listed.Client.ListAsync($"{pipeline["_link"]}/executions?$filter=status eq 'FAILED' or index gt 0&$orderby=index", Cancellation)).ShouldBeEmpty();
        (await listed.Client.ListAsync("/codestream/api/executions?$filter=_pipelineLink eq '/codestream/api/pipelines/00000000-0001-0000-0000-000000000000'", Cancellation)).Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_filter_shows_nobody_more_than_they_may_see()
    {
        using var viewer = await listed.Server.PersonAsync($"viewer-{Guid.NewGuid():N}", "acme", "viewer", Cancellation);
        using var stranger = await listed.Server.PersonAsync($"stranger-{Guid.NewGuid():N}", null, null, Cancellation);

        (await viewer.GetAsync("/codestream/api/executions?$filter=project eq 'globex' or project ne 'globex'&$top=3", Cancellation))["totalCount"]!.GetValue<int>().ShouldBe(20);
        (await viewer.ListAsync("/codestream/api/executions?$filter=project eq 'globex'", Cancellation)).ShouldBeEmpty();
        (await viewer.GetAsync("/iaas/api/projects?$filter=name eq 'globex'", Cancellation))["content"]!.AsArray().ShouldBeEmpty();
        foreach (var resource in (string[])["executions", "pipelines", "endpoints", "registry-webhooks", "registry-events", "variables"])
        {
            (await stranger.GetAsync($"/codestream/api/{resource}?$filter=not (name eq 'x')", Cancellation))["totalCount"]!.GetValue<int>().ShouldBe(0, resource);
        }
    }

    [Theory]
    [InlineData("/iaas/api/projects?$filter=name eq 'acme'", 1)]
    [InlineData("/project-service/api/projects?$filter=startswith(name,'acme') or name eq 'globex'", 2)]
    [InlineData("/project-service/api/projects?$orderby=name desc&$top=1", 1)]
    public async Task Projects_are_found_by_name(string call, int count)
    {
        var list = await listed.Client.GetAsync(call, Cancellation);

        list["content"]!.AsArray().Count.ShouldBe(count);
        list["numberOfElements"]!.GetValue<int>().ShouldBe(count);
    }
}
