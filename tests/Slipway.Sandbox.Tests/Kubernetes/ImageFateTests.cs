namespace Slipway.Sandbox.Tests.Kubernetes;

public sealed class ImageFateTests
{
    [Fact]
    public async Task A_missing_image_waits_with_the_message_of_a_kubelet()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.Deployments, Cluster.Deployment("web", "acme/web:nope"));

        var pod = await cluster.PodAsync(pod => Cluster.WaitingOf(pod)?["reason"]?.ToString() == "ImagePullBackOff");

        Cluster.WaitingOf(pod)!["message"]!.ToString().ShouldStartWith("Back-off pulling image \"acme/web:nope\"");
        cluster.Sandbox.List("v1", "Event").ShouldContain(item => item["message"]!.ToString().Contains("manifest for acme/web:nope not found: manifest unknown"));
    }

    [Fact]
    public async Task A_denied_image_says_that_access_was_denied()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.Deployments, Cluster.Deployment("web", "acme/web:denied"));

        var pod = await cluster.PodAsync(pod => Cluster.WaitingOf(pod)?["reason"]?.ToString() == "ErrImagePull" || Cluster.WaitingOf(pod)?["reason"]?.ToString() == "ImagePullBackOff");

        Cluster.WaitingOf(pod)!["message"]!.ToString().ShouldContain("pull access denied for acme/web");
    }

    [Fact]
    public async Task A_crashing_image_loops_with_its_exit_code()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.Deployments, Cluster.Deployment("web", "acme/crash:1"));

        var pod = await cluster.PodAsync(pod => Cluster.WaitingOf(pod)?["reason"]?.ToString() == "CrashLoopBackOff");

        var container = pod["status"]!["containerStatuses"]![0]!;
        ((int)container["restartCount"]!).ShouldBeGreaterThan(0);
        ((int)container["lastState"]!["terminated"]!["exitCode"]!).ShouldBe(1);
    }

    [Fact]
    public async Task An_unready_image_runs_but_the_rollout_waits_and_then_misses_its_deadline()
    {
        await using var cluster = await Cluster.StartAsync();
        var web = Cluster.Deployment("web", "acme/web:unready");
        web["spec"]!["progressDeadlineSeconds"] = 1;
        await cluster.PostAsync(Cluster.Deployments, web);

        await cluster.PodAsync(pod => pod["status"]?["phase"]?.ToString() == "Running");
        var late = await cluster.WaitAsync("apps/v1", "Deployment", "web", node => Cluster.Condition(node, "Progressing")?["reason"]?.ToString() == "ProgressDeadlineExceeded");

        Cluster.Condition(late, "Progressing")!["status"]!.ToString().ShouldBe("False");
        Cluster.Condition(late, "Available")!["status"]!.ToString().ShouldBe("False");
    }

    [Fact]
    public async Task A_bad_new_image_leaves_the_old_pods_serving()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.Deployments, Cluster.Deployment("web", "acme/web:1", 4));
        await cluster.RolledOutAsync("web");

        await cluster.PatchAsync($"{Cluster.Deployments}/web", """{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"acme/web:nope"}]}}}}""", "strategic-merge-patch+json");
        await cluster.PodAsync(pod => Cluster.WaitingOf(pod)?["reason"]?.ToString() == "ImagePullBackOff");

        var web = cluster.Sandbox.Find("apps/v1", "Deployment", "default", "web")!;
        ((int)web["status"]!["availableReplicas"]!).ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Scaling_to_zero_is_a_rollout_that_ends()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.Deployments, Cluster.Deployment("web", "acme/web:1", 2));
        await cluster.RolledOutAsync("web");

        await cluster.PatchAsync($"{Cluster.Deployments}/web", """{"spec":{"replicas":0}}""");

        await cluster.WaitAsync("apps/v1", "Deployment", "web", node => (int?)node["status"]?["observedGeneration"] == 2 && node["status"]!["replicas"] is null);
    }
}
