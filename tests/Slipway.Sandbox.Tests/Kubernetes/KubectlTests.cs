namespace Slipway.Sandbox.Tests.Kubernetes;

/// <summary>The real kubectl is the judge: what it can do with a cluster, it can do with the sandbox.</summary>
public sealed class KubectlTests
{
    private static string Web(string image = "acme/web:1.0.0", int replicas = 2) => Cluster.Deployment("web", image, replicas).ToJsonString();

    [Fact]
    public async Task Kubectl_apply_creates_then_finds_unchanged_then_configures()
    {
        await using var cluster = await Cluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Sandbox);
        var file = kubectl.Write("web.json", Web());

        (await kubectl.OkAsync("apply", "-f", file)).ShouldContain("deployment.apps/web created");
        (await kubectl.OkAsync("apply", "-f", file)).ShouldContain("deployment.apps/web unchanged");
        (await kubectl.OkAsync("apply", "-f", kubectl.Write("web.json", Web("acme/web:1.0.1")))).ShouldContain("deployment.apps/web configured");
        cluster.Sandbox.Find("apps/v1", "Deployment", "default", "web")!["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!
            .ToString().ShouldBe("acme/web:1.0.1");
    }

    [Fact]
    public async Task Kubectl_server_side_apply_meets_a_conflict_and_wins_by_force()
    {
        await using var cluster = await Cluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Sandbox);
        var file = kubectl.Write("web.json", Web());
        (await kubectl.OkAsync("apply", "--server-side", "-f", file)).ShouldContain("deployment.apps/web serverside-applied");
        await kubectl.OkAsync("patch", "deployment", "web", "--type=merge", "--field-manager=someone", "-p", """{"spec":{"replicas":5}}""");

        var refused = await kubectl.RunAsync("apply", "--server-side", "-f", file);
        refused.Code.ShouldNotBe(0);
        refused.Errors.ShouldContain("Apply failed with 1 conflict: conflict with \"someone\" using apps/v1: .spec.replicas");

        await kubectl.OkAsync("apply", "--server-side", "--force-conflicts", "-f", file);
        (await kubectl.OkAsync("get", "deployment", "web", "-o", "jsonpath={.spec.replicas}")).ShouldBe("2");
    }

    [Fact]
    public async Task Kubectl_get_prints_yaml_and_the_columns_people_know()
    {
        await using var cluster = await Cluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Sandbox);
        await kubectl.OkAsync("apply", "-f", kubectl.Write("web.json", Web()));
        await cluster.RolledOutAsync("web");

        (await kubectl.OkAsync("get", "deployment", "web", "-o", "yaml")).ShouldContain("image: acme/web:1.0.0");
        var lines = (await kubectl.OkAsync("get", "deployments")).Split('\n');
        lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"]);
        lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..4].ShouldBe(["web", "2/2", "2", "2"]);
        var pods = (await kubectl.OkAsync("get", "pods", "-l", "app in (web)")).Split('\n');
        pods[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["NAME", "READY", "STATUS", "RESTARTS", "AGE"]);
        pods[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..4].ShouldBe(["1/1", "Running", "0"]);
    }

    [Fact]
    public async Task Kubectl_get_watch_shows_a_change_as_it_happens()
    {
        await using var cluster = await Cluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Sandbox);
        await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("settings"));

        // The list, not the one object: of a single object kubectl drops the first event, and with it a change that comes early.
        var seen = await kubectl.ReadUntilAsync(
            text => text.Contains("settings   2", StringComparison.Ordinal),
            line => line.StartsWith("settings   1", StringComparison.Ordinal) ? cluster.PatchAsync($"{Cluster.ConfigMaps}/settings", """{"data":{"b":"2"}}""") : Task.CompletedTask,
            "get", "configmaps", "-w");

        seen.ShouldContain("settings   2");
    }

    [Fact]
    public async Task Kubectl_rollout_status_ends_when_the_rollout_is_done()
    {
        await using var cluster = await Cluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Sandbox);
        await kubectl.OkAsync("apply", "-f", kubectl.Write("web.json", Web(replicas: 3)));

        (await kubectl.OkAsync("rollout", "status", "deployment/web", "--timeout=30s")).ShouldContain("deployment \"web\" successfully rolled out");
    }

    [Fact]
    public async Task Kubectl_rollout_status_fails_when_the_progress_deadline_passes()
    {
        await using var cluster = await Cluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Sandbox);
        var web = Cluster.Deployment("web", "acme/web:nope");
        web["spec"]!["progressDeadlineSeconds"] = 1;
        await kubectl.OkAsync("apply", "-f", kubectl.Write("web.json", web.ToJsonString()));

        var outcome = await kubectl.RunAsync("rollout", "status", "deployment/web", "--timeout=30s");

        outcome.Code.ShouldNotBe(0);
        outcome.Errors.ShouldContain("deployment \"web\" exceeded its progress deadline");
    }

    [Fact]
    public async Task Kubectl_rollout_undo_brings_the_former_image_back()
    {
        await using var cluster = await Cluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Sandbox);
        await kubectl.OkAsync("apply", "-f", kubectl.Write("web.json", Web()));
        await kubectl.OkAsync("rollout", "status", "deployment/web", "--timeout=30s");
        await kubectl.OkAsync("set", "image", "deployment/web", "web=acme/web:2.0.0");
        await kubectl.OkAsync("rollout", "status", "deployment/web", "--timeout=30s");

        await kubectl.OkAsync("rollout", "undo", "deployment/web");

        (await kubectl.OkAsync("get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image}")).ShouldBe("acme/web:1.0.0");
        await kubectl.OkAsync("rollout", "status", "deployment/web", "--timeout=30s");
        (await kubectl.OkAsync("rollout", "history", "deployment/web")).ShouldContain("\n3 ");
    }

    [Fact]
    public async Task Kubectl_scales_labels_and_patches_in_three_ways()
    {
        await using var cluster = await Cluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Sandbox);
        await kubectl.OkAsync("apply", "-f", kubectl.Write("web.json", Web()));

        await kubectl.OkAsync("scale", "deployment/web", "--replicas=4");
        (await kubectl.OkAsync("get", "deployment", "web", "-o", "jsonpath={.spec.replicas}")).ShouldBe("4");
        await kubectl.OkAsync("label", "deployment/web", "tier=front");
        await kubectl.OkAsync("patch", "deployment", "web", "--type=merge", "-p", """{"metadata":{"annotations":{"a":"merge"}}}""");
        await kubectl.OkAsync("patch", "deployment", "web", "--type=json", "-p", """[{"op":"replace","path":"/spec/replicas","value":1}]""");
        await kubectl.OkAsync("patch", "deployment", "web", "-p", """{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"acme/side:1"}]}}}}""");

        var web = cluster.Sandbox.Find("apps/v1", "Deployment", "default", "web")!;
        web["metadata"]!["labels"]!["tier"]!.ToString().ShouldBe("front");
        web["metadata"]!["annotations"]!["a"]!.ToString().ShouldBe("merge");
        ((int)web["spec"]!["replicas"]!).ShouldBe(1);
        web["spec"]!["template"]!["spec"]!["containers"]!.AsArray().Select(container => container!["name"]!.ToString()).ShouldBe(["side", "web"], ignoreOrder: true);
    }

    [Fact]
    public async Task Kubectl_describe_tells_conditions_and_why_a_pod_waits()
    {
        await using var cluster = await Cluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Sandbox);
        await kubectl.OkAsync("apply", "-f", kubectl.Write("web.json", Web("acme/web:nope", 1)));
        await cluster.PodAsync(pod => Cluster.WaitingOf(pod)?["reason"]?.ToString() == "ImagePullBackOff");

        (await kubectl.OkAsync("describe", "deployment", "web")).ShouldContain("MinimumReplicasUnavailable");
        var pod = await kubectl.OkAsync("describe", "pods");
        pod.ShouldContain("Back-off pulling image \"acme/web:nope\"");
        pod.ShouldContain("manifest for acme/web:nope not found: manifest unknown");
    }

    [Fact]
    public async Task Kubectl_delete_waits_until_the_deployment_and_all_it_owned_are_gone()
    {
        await using var cluster = await Cluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Sandbox);
        await kubectl.OkAsync("apply", "-f", kubectl.Write("web.json", Web()));
        await cluster.RolledOutAsync("web");

        (await kubectl.OkAsync("delete", "deployment", "web", "--cascade=foreground")).ShouldContain("deployment.apps \"web\" deleted");

        cluster.Sandbox.List("apps/v1", "ReplicaSet").ShouldBeEmpty();
        cluster.Sandbox.List("v1", "Pod").ShouldBeEmpty();
    }

    [Fact]
    public async Task Kubectl_api_resources_lists_the_built_in_kinds_and_a_new_custom_one()
    {
        await using var cluster = await Cluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Sandbox);
        await kubectl.OkAsync("apply", "-f", kubectl.Write("crd.json", CustomResourceTests.Definition));
        await kubectl.OkAsync("wait", "--for=condition=Established", "crd/widgets.acme.test", "--timeout=30s");

        var resources = await kubectl.OkAsync("api-resources", "--no-headers");

        resources.ShouldContain("deployments ");
        resources.ShouldContain("widgets ");
        await kubectl.OkAsync("apply", "-f", kubectl.Write("w.yaml", "apiVersion: acme.test/v1\nkind: Widget\nmetadata: {name: one}\nspec: {size: 3}\n"));
        (await kubectl.OkAsync("get", "widgets")).ShouldContain("one");
    }

    [Fact]
    public async Task Kubectl_is_refused_with_a_wrong_token()
    {
        await using var cluster = await Cluster.StartAsync();
        using var kubectl = new Kubectl(cluster.Sandbox);

        var outcome = await kubectl.RunAsync("get", "pods", "--token=wrong");

        outcome.Code.ShouldNotBe(0);
        outcome.Errors.ShouldContain("You must be logged in to the server");
    }
}
