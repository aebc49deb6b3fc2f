using System.Net.Http.Headers;

namespace Slipway.Sandbox.Tests.Kubernetes;

public sealed class ObjectTests
{
    [Fact]
    public async Task A_write_with_an_old_revision_conflicts_in_the_words_of_the_api_server()
    {
        await using var cluster = await Cluster.StartAsync();
        var (_, first) = await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("one"));
        await cluster.PatchAsync($"{Cluster.ConfigMaps}/one", """{"data":{"a":"2"}}""");

        var (code, status) = await cluster.PutAsync($"{Cluster.ConfigMaps}/one", first);

        code.ShouldBe(409);
        status["reason"]!.ToString().ShouldBe("Conflict");
        status["message"]!.ToString().ShouldBe(
            "Operation cannot be fulfilled on configmaps \"one\": the object has been modified; please apply your changes to the latest version and try again");
    }

    [Fact]
    public async Task Creating_twice_is_AlreadyExists()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.Deployments, Cluster.Deployment("web", "acme/web:1"));

        var (code, status) = await cluster.PostAsync(Cluster.Deployments, Cluster.Deployment("web", "acme/web:1"));

        code.ShouldBe(409);
        status["reason"]!.ToString().ShouldBe("AlreadyExists");
        status["message"]!.ToString().ShouldBe("deployments.apps \"web\" already exists");
    }

    [Fact]
    public async Task A_namespace_that_is_not_there_is_named_in_the_404()
    {
        await using var cluster = await Cluster.StartAsync();

        var (code, status) = await cluster.PostAsync("/api/v1/namespaces/nowhere/configmaps", Cluster.ConfigMap("one"));

        code.ShouldBe(404);
        status["message"]!.ToString().ShouldBe("namespaces \"nowhere\" not found");
    }

    [Fact]
    public async Task Generation_counts_changes_of_the_spec_only()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.Deployments, Cluster.Deployment("web", "acme/web:1"));

        var (_, labelled) = await cluster.PatchAsync($"{Cluster.Deployments}/web", """{"metadata":{"labels":{"a":"b"}}}""");
        ((int)labelled["metadata"]!["generation"]!).ShouldBe(1);
        var (_, scaled) = await cluster.PatchAsync($"{Cluster.Deployments}/web", """{"spec":{"replicas":2}}""");
        ((int)scaled["metadata"]!["generation"]!).ShouldBe(2);
    }

    [Theory]
    [InlineData("Bad_Name", "a lowercase RFC 1123 subdomain must consist of")]
    [InlineData("", "metadata.name: Required value: name or generateName is required")]
    public async Task A_name_that_is_none_is_422(string name, string told)
    {
        await using var cluster = await Cluster.StartAsync();

        var (code, status) = await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap(name));

        code.ShouldBe(422);
        status["message"]!.ToString().ShouldContain(told);
    }

    [Fact]
    public async Task A_selector_that_misses_its_template_is_422_and_says_where()
    {
        await using var cluster = await Cluster.StartAsync();
        var web = Cluster.Deployment("web", "acme/web:1");
        web["spec"]!["template"]!["metadata"]!["labels"]!["app"] = "other";

        var (code, status) = await cluster.PostAsync(Cluster.Deployments, web);

        code.ShouldBe(422);
        status["message"]!.ToString().ShouldContain("`selector` does not match template `labels`");
        status["details"]!["causes"]![0]!["field"]!.ToString().ShouldBe("spec.template.metadata.labels");
    }

    [Fact]
    public async Task A_generated_name_begins_as_asked_and_is_new_each_time()
    {
        await using var cluster = await Cluster.StartAsync();
        var body = Cluster.Json("""{"metadata":{"generateName":"run-"}}""");

        var (_, one) = await cluster.PostAsync(Cluster.ConfigMaps, body);
        var (_, two) = await cluster.PostAsync(Cluster.ConfigMaps, body);

        one["metadata"]!["name"]!.ToString().ShouldStartWith("run-");
        two["metadata"]!["name"]!.ToString().ShouldNotBe(one["metadata"]!["name"]!.ToString());
    }

    [Theory]
    [InlineData("tier=front", "a")]
    [InlineData("tier!=front", "b c")]
    [InlineData("tier in (front,back)", "a b")]
    [InlineData("tier notin (front)", "b c")]
    [InlineData("!tier", "c")]
    [InlineData("tier,tier!=back", "a")]
    public async Task Label_selectors_choose(string selector, string expected)
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("a", "front"));
        await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("b", "back"));
        await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("c"));

        var (_, list) = await cluster.GetAsync($"{Cluster.ConfigMaps}?labelSelector={Uri.EscapeDataString(selector)}");

        string.Join(' ', list["items"]!.AsArray().Select(item => item!["metadata"]!["name"])).ShouldBe(expected);
    }

    [Fact]
    public async Task A_field_selector_that_the_kind_does_not_know_is_refused()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("a"));

        (await cluster.GetAsync($"{Cluster.ConfigMaps}?fieldSelector=metadata.name%3Da")).Body["items"]!.AsArray().Count.ShouldBe(1);
        (await cluster.GetAsync($"{Cluster.ConfigMaps}?fieldSelector=spec.color%3Dred")).Body["message"]!.ToString().ShouldContain("field label not supported: spec.color");
    }

    [Fact]
    public async Task A_long_list_comes_in_pages_without_loss()
    {
        await using var cluster = await Cluster.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap($"c{i}"));
        }

        var (_, page) = await cluster.GetAsync($"{Cluster.ConfigMaps}?limit=3");
        ((int)page["metadata"]!["remainingItemCount"]!).ShouldBe(2);
        var (_, rest) = await cluster.GetAsync($"{Cluster.ConfigMaps}?limit=3&continue={Uri.EscapeDataString(page["metadata"]!["continue"]!.ToString())}");
        page["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(item => item!["metadata"]!["name"]!.ToString()).ShouldBe(["c0", "c1", "c2", "c3", "c4"]);
    }

    [Fact]
    public async Task A_finalizer_keeps_an_object_until_it_is_taken_away()
    {
        await using var cluster = await Cluster.StartAsync();
        var body = Cluster.ConfigMap("one");
        body["metadata"]!["finalizers"] = Cluster.Json("""{"f":["acme.test/hold"]}""")["f"]!.DeepClone();
        await cluster.PostAsync(Cluster.ConfigMaps, body);

        await cluster.DeleteAsync($"{Cluster.ConfigMaps}/one");
        (await cluster.GetAsync($"{Cluster.ConfigMaps}/one")).Body["metadata"]!["deletionTimestamp"].ShouldNotBeNull();
        await cluster.PatchAsync($"{Cluster.ConfigMaps}/one", """{"metadata":{"finalizers":null}}""");

        (await cluster.GetAsync($"{Cluster.ConfigMaps}/one")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task A_dry_run_answers_as_if_and_leaves_all_as_it_was()
    {
        await using var cluster = await Cluster.StartAsync();

        (await cluster.PostAsync($"{Cluster.ConfigMaps}?dryRun=All", Cluster.ConfigMap("one"))).Code.ShouldBe(201);

        (await cluster.GetAsync($"{Cluster.ConfigMaps}/one")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Without_the_token_every_object_is_401_and_health_is_not()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");

        var (code, status) = await cluster.GetAsync(Cluster.ConfigMaps);

        code.ShouldBe(401);
        status["reason"]!.ToString().ShouldBe("Unauthorized");
        (await cluster.Http.GetStringAsync("/healthz", TestContext.Current.CancellationToken)).ShouldBe("ok");
    }
}
