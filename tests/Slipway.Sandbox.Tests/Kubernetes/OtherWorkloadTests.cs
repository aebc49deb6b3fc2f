namespace Slipway.Sandbox.Tests.Kubernetes;

public sealed class OtherWorkloadTests
{
    [Theory]
    [InlineData("StatefulSet", "statefulsets", "readyReplicas", 2)]
    [InlineData("DaemonSet", "daemonsets", "numberReady", 1)]
    public async Task Stateful_and_daemon_sets_become_ready(string kind, string plural, string field, int expected)
    {
        await using var cluster = await Cluster.StartAsync();
        var body = Cluster.Deployment("db", "acme/db:1", 2);
        body["kind"] = kind;
        body["spec"]!["serviceName"] = "db";
        (await cluster.PostAsync($"/apis/apps/v1/namespaces/default/{plural}", body)).Code.ShouldBe(201);

        await cluster.WaitAsync("apps/v1", kind, "db", node => (int?)node["status"]?[field] == expected);
    }

    [Theory]
    [InlineData("acme/job:1", "Complete")]
    [InlineData("acme/crash:1", "Failed")]
    public async Task A_job_completes_or_fails_by_its_image(string image, string condition)
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync("/apis/batch/v1/namespaces/default/jobs", Cluster.Json("""
            {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"one"},"spec":{"backoffLimit":1,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"IMAGE"}]}}}}
            """.Replace("IMAGE", image, StringComparison.Ordinal)));

        await cluster.WaitAsync("batch/v1", "Job", "one", node => Cluster.Condition(node, condition)?["status"]?.ToString() == "True");
    }

    [Fact]
    public async Task A_deleted_namespace_takes_its_content_along()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync("/api/v1/namespaces", Cluster.Json("""{"metadata":{"name":"team"}}"""));
        await cluster.PostAsync("/apis/apps/v1/namespaces/team/deployments", Cluster.Deployment("web", "acme/web:1"));

        (await cluster.DeleteAsync("/api/v1/namespaces/team")).Body["status"]!["phase"]!.ToString().ShouldBe("Terminating");

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while ((await cluster.GetAsync("/api/v1/namespaces/team")).Code != 404)
        {
            await Task.Delay(10, limit.Token);
        }

        cluster.Sandbox.List("apps/v1", "Deployment").ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_a_deployment_takes_its_replica_sets_and_pods_along()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.Deployments, Cluster.Deployment("web", "acme/web:1", 2));
        await cluster.RolledOutAsync("web");

        (await cluster.DeleteAsync($"{Cluster.Deployments}/web")).Body["status"]!.ToString().ShouldBe("Success");

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (cluster.Sandbox.List("v1", "Pod").Count + cluster.Sandbox.List("apps/v1", "ReplicaSet").Count > 0)
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
