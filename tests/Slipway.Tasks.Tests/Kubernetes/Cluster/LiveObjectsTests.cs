using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Slipway.Tasks.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Tasks.Tests.Kubernetes.Cluster;

public sealed class LiveObjectsTests
{
    private const string Pods = "api/v1/namespaces/n/pods";

    [Fact]
    public async Task A_watch_that_breaks_is_opened_again_from_the_last_version_seen()
    {
        var cuts = 0;
        await using var cluster = await ScriptedCluster.StartAsync(async http =>
        {
            switch (http.Request.Query["resourceVersion"].ToString())
            {
                case "":
                    await http.Response.WriteAsync("""{"metadata":{"resourceVersion":"5"},"items":[{"metadata":{"uid":"a","name":"a","resourceVersion":"3"}}]}""", http.RequestAborted);
                    break;
                case "5":
                    await http.Response.WriteAsync("""{"type":"ADDED","object":{"metadata":{"uid":"b","name":"b","resourceVersion":"6"}}}""" + "\n", http.RequestAborted);
                    await http.Response.WriteAsync("""{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9"}}}""" + "\n" + """{"type":"ADD""", http.RequestAborted);
                    break;
                case "9" when Interlocked.Increment(ref cuts) == 1:
                    http.Abort();
                    break;
                case "9":
                    await http.Response.WriteAsync("""{"type":"DELETED","object":{"metadata":{"uid":"a","name":"a","resourceVersion":"10"}}}""" + "\n", http.RequestAborted);
                    await Task.Delay(Timeout.Infinite, http.RequestAborted);
                    break;
            }
        });
        (await FollowUntilAsync(cluster, live => live.Now is { Count: 1 } now && now[0]["metadata"]!["name"]!.ToString() == "b")).ShouldBeNull();
        cluster.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_version_that_is_gone_means_listing_anew()
    {
        var lists = 0;
        await using var cluster = await ScriptedCluster.StartAsync(async http =>
        {
            switch (http.Request.Query["resourceVersion"].ToString())
            {
                case "":
                    var version = Interlocked.Increment(ref lists);
                    await http.Response.WriteAsync($$$"""{"metadata":{"resourceVersion":"{{{version}}}"},"items":[{"metadata":{"uid":"u{{{version}}}"}}]}""", http.RequestAborted);
                    break;
                case "1":
                    await http.Response.WriteAsync("""{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old resource version"}}""" + "\n", http.RequestAborted);
                    break;
                default:
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                    await Task.Delay(Timeout.Infinite, http.RequestAborted);
                    break;
            }
        });
        (await FollowUntilAsync(cluster, live => live.Now is { Count: 1 } now && now[0]["metadata"]!["uid"]!.ToString() == "u2")).ShouldBeNull();
    }

    [Fact]
    public async Task A_cluster_out_of_sight_is_said_to_be_until_it_is_seen_again()
    {
        var watches = 0;
        await using var cluster = await ScriptedCluster.StartAsync(async http =>
        {
            if (http.Request.Query["watch"] != "1")
            {
                await http.Response.WriteAsync("""{"metadata":{"resourceVersion":"1"},"items":[]}""", http.RequestAborted);
            }
            else if (Interlocked.Increment(ref watches) < 3)
            {
                http.Response.StatusCode = 503;
            }
            else
            {
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            }
        });
        var blind = new List<string?>();
        (await FollowUntilAsync(cluster, live =>
        {
            blind.Add(live.Blind);
            return watches == 3 && live.Blind is null;
        })).ShouldBeNull();
        blind.ShouldContain($"{cluster.Address} answered 503 without saying why.");
    }

    [Fact]
    public async Task A_refusal_ends_the_following()
    {
        await using var cluster = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.StatusCode = 403;
            return http.Response.WriteAsync("""{"kind":"Status","code":403,"message":"no"}""", http.RequestAborted);
        });
        (await FollowUntilAsync(cluster, _ => false)).ShouldNotBeNull().IsRefused(403).ShouldBeTrue();
    }

    /// <summary>What ended the following; null when the condition came true.</summary>
    private static async Task<ApiAnswer?> FollowUntilAsync(ScriptedCluster cluster, Func<LiveObjects, bool> condition)
    {
        using var connections = new ClusterConnections(TimeProvider.System, NullLogger<ClusterConnections>.Instance);
        var api = connections.Get(new Projects.Endpoints.Endpoint
        {
            Id = Guid.NewGuid(),
            Project = "p",
            Name = "e",
            Type = "k8s",
            Properties = ImmutableDictionary<string, string>.Empty.Add("kubernetesURL", cluster.Address).Add("token", "t"),
        }).Value!;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(20));
        var changes = Channel.CreateUnbounded<bool>();
        var live = new LiveObjects(api, Pods, "labelSelector=app%3Dweb", TimeProvider.System, () => changes.Writer.TryWrite(true));
        var following = live.FollowAsync(stop.Token);
        try
        {
            while (!condition(live))
            {
                var change = changes.Reader.ReadAsync(stop.Token).AsTask();
                if (await Task.WhenAny(change, following) == following)
                {
                    return await following;
                }

                await change;
            }

            return null;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAny(following);
        }
    }
}
