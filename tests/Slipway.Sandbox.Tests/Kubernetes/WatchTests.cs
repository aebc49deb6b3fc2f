using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes;

namespace Slipway.Sandbox.Tests.Kubernetes;

public sealed class WatchTests
{
    [Fact]
    public async Task A_watch_from_a_revision_gets_everything_after_it_in_order()
    {
        await using var cluster = await Cluster.StartAsync();
        var (_, list) = await cluster.GetAsync(Cluster.ConfigMaps);
        await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("one"));
        await cluster.PatchAsync($"{Cluster.ConfigMaps}/one", """{"data":{"a":"2"}}""");
        await cluster.DeleteAsync($"{Cluster.ConfigMaps}/one");

        var events = await ReadAsync(cluster, $"?watch=true&resourceVersion={list["metadata"]!["resourceVersion"]}", 3);

        events.Select(item => item["type"]!.ToString()).ShouldBe(["ADDED", "MODIFIED", "DELETED"]);
    }

    [Fact]
    public async Task A_watch_without_a_revision_begins_with_what_is_there()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("one"));

        var events = await ReadAsync(cluster, "?watch=true", 1);

        events[0]["type"]!.ToString().ShouldBe("ADDED");
        events[0]["object"]!["metadata"]!["name"]!.ToString().ShouldBe("one");
    }

    [Fact]
    public async Task An_object_that_leaves_the_selector_is_deleted_for_its_watchers()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("one", "front"));
        await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("two", "back"));
        var reading = ReadAsync(cluster, "?watch=true&labelSelector=tier%3Dfront", 3, async count =>
        {
            if (count == 1)
            {
                await cluster.PatchAsync($"{Cluster.ConfigMaps}/two", """{"metadata":{"labels":{"tier":"front"}}}""");
                await cluster.PatchAsync($"{Cluster.ConfigMaps}/one", """{"metadata":{"labels":{"tier":"back"}}}""");
            }
        });

        var events = await reading;

        events.Select(item => $"{item["type"]} {item["object"]!["metadata"]!["name"]}").ShouldBe(["ADDED one", "ADDED two", "DELETED one"]);
    }

    [Fact]
    public async Task A_revision_that_is_forgotten_is_answered_with_410_inside_the_stream()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("one"));
        cluster.Sandbox.ForgetHistory();

        var events = await ReadAsync(cluster, "?watch=true&resourceVersion=1", 1);

        events[0]["type"]!.ToString().ShouldBe("ERROR");
        ((int)events[0]["object"]!["code"]!).ShouldBe(410);
        events[0]["object"]!["reason"]!.ToString().ShouldBe("Expired");
    }

    [Fact]
    public async Task History_is_bounded_by_the_option()
    {
        await using var cluster = await Cluster.StartAsync(new KubernetesSandboxOptions { WatchHistory = 5 });
        for (var i = 0; i < 20; i++)
        {
            await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap($"c{i}"));
        }

        (await ReadAsync(cluster, "?watch=true&resourceVersion=2", 1))[0]["type"]!.ToString().ShouldBe("ERROR");
    }

    [Fact]
    public async Task A_watch_ends_when_its_timeout_passes()
    {
        await using var cluster = await Cluster.StartAsync();

        (await ReadAsync(cluster, "?watch=true&timeoutSeconds=1", int.MaxValue)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Initial_events_end_with_a_bookmark_when_asked_for()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("one"));

        var events = await ReadAsync(cluster, "?watch=true&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan", 2);

        events[1]["type"]!.ToString().ShouldBe("BOOKMARK");
        events[1]["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]!.ToString().ShouldBe("true");
    }

    private static async Task<List<JsonObject>> ReadAsync(Cluster cluster, string query, int count, Func<int, Task>? onEvent = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var stream = new StreamReader(await cluster.Http.GetStreamAsync(Cluster.ConfigMaps + query, limit.Token));
        var events = new List<JsonObject>();
        while (events.Count < count && await stream.ReadLineAsync(limit.Token) is { } line)
        {
            events.Add(Cluster.Json(line));
            await (onEvent?.Invoke(events.Count) ?? Task.CompletedTask);
        }

        return events;
    }
}
