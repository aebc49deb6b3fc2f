using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes;

namespace Slipway.Sandbox.Tests.Kubernetes;

public sealed class ServerSideApplyTests
{
    private const string Path = $"{Cluster.ConfigMaps}/settings";

    private static string Settings(string data) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: settings}}\ndata: {data}\n";

    [Fact]
    public async Task An_apply_creates_what_is_missing_and_records_who_owns_which_field()
    {
        await using var cluster = await Cluster.StartAsync();

        var (code, body) = await cluster.ApplyAsync(Path, Settings("{a: '1'}"), "slipway");

        code.ShouldBe(201);
        var entry = body["metadata"]!["managedFields"]!.AsArray().ShouldHaveSingleItem()!;
        entry["manager"]!.ToString().ShouldBe("slipway");
        entry["operation"]!.ToString().ShouldBe("Apply");
        entry["fieldsV1"]!.ToJsonString().ShouldBe("""{"f:data":{"f:a":{}}}""");
    }

    [Fact]
    public async Task Applying_the_same_again_an_hour_later_changes_nothing_not_even_the_revision()
    {
        var clock = new LeapingClock();
        await using var cluster = await Cluster.StartAsync(new KubernetesSandboxOptions { Time = clock, StepDelay = TimeSpan.FromMilliseconds(5) });
        var web = Cluster.Deployment("web", "acme/web:1").ToJsonString();
        await cluster.ApplyAsync($"{Cluster.Deployments}/web", web, "slipway");
        var before = await cluster.RolledOutAsync("web");
        clock.Leap = TimeSpan.FromHours(1);

        var (code, after) = await cluster.ApplyAsync($"{Cluster.Deployments}/web", web, "slipway");

        code.ShouldBe(200);
        after["metadata"]!["resourceVersion"]!.ToString().ShouldBe(before["metadata"]!["resourceVersion"]!.ToString());
        cluster.Sandbox.Audit[^1].Changed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_field_that_a_manager_no_longer_applies_goes_unless_another_owns_it_too()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.ApplyAsync(Path, Settings("{a: '1', b: '2', c: '3'}"), "alice");
        await cluster.ApplyAsync(Path, Settings("{b: '2'}"), "bob");

        var (_, body) = await cluster.ApplyAsync(Path, Settings("{c: '3'}"), "alice");

        body["data"]!.ToJsonString().ShouldBe("""{"b":"2","c":"3"}""");
    }

    [Fact]
    public async Task A_container_that_is_no_longer_applied_goes_and_the_others_stay()
    {
        await using var cluster = await Cluster.StartAsync();
        var web = Cluster.Deployment("web", "acme/web:1");
        web["spec"]!["template"]!["spec"]!["containers"]!.AsArray().Add(new JsonObject { ["name"] = "side", ["image"] = "acme/side:1" });
        await cluster.ApplyAsync($"{Cluster.Deployments}/web", web.ToJsonString(), "slipway");

        var (_, body) = await cluster.ApplyAsync($"{Cluster.Deployments}/web", Cluster.Deployment("web", "acme/web:1").ToJsonString(), "slipway");

        body["spec"]!["template"]!["spec"]!["containers"]!.AsArray().ShouldHaveSingleItem()!["name"]!.ToString().ShouldBe("web");
    }

    [Fact]
    public async Task Two_fields_of_another_manager_make_two_causes_and_both_are_named()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.ApplyAsync(Path, Settings("{a: '1', b: '2'}"), "alice");

        var (code, status) = await cluster.ApplyAsync(Path, Settings("{a: x, b: y}"), "bob");

        code.ShouldBe(409);
        status["reason"]!.ToString().ShouldBe("Conflict");
        status["message"]!.ToString().ShouldBe("Apply failed with 2 conflicts: conflicts with \"alice\":\n- .data.a\n- .data.b");
        var causes = status["details"]!["causes"]!.AsArray();
        causes.Select(cause => cause!["reason"]!.ToString()).ShouldAllBe(reason => reason == "FieldManagerConflict");
        causes.Select(cause => cause!["field"]!.ToString()).ShouldBe([".data.a", ".data.b"]);
    }

    [Fact]
    public async Task Force_takes_the_field_away_from_its_owner()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.ApplyAsync(Path, Settings("{a: '1'}"), "alice");
        (await cluster.ApplyAsync(Path, Settings("{a: x}"), "bob", force: true)).Code.ShouldBe(200);

        var (code, status) = await cluster.ApplyAsync(Path, Settings("{a: '1'}"), "alice");

        code.ShouldBe(409);
        status["message"]!.ToString().ShouldContain("conflict with \"bob\": .data.a");
    }

    [Fact]
    public async Task A_controller_never_fights_with_whoever_applies_the_spec()
    {
        await using var cluster = await Cluster.StartAsync();
        for (var version = 1; version <= 3; version++)
        {
            var (code, body) = await cluster.ApplyAsync(
                $"{Cluster.Deployments}/web", Cluster.Deployment("web", $"acme/web:{version}").ToJsonString(), "slipway");
            code.ShouldBeOneOf(200, 201);
            await cluster.RolledOutAsync("web", (int)body["metadata"]!["generation"]!);
        }
    }

    [Fact]
    public async Task An_apply_without_a_field_manager_is_invalid()
    {
        await using var cluster = await Cluster.StartAsync();

        var (code, status) = await cluster.PatchAsync(Path, Settings("{a: '1'}"), "apply-patch+yaml");

        code.ShouldBe(422);
        status["message"]!.ToString().ShouldContain("fieldManager: Required value");
    }

    private sealed class LeapingClock : TimeProvider
    {
        public TimeSpan Leap { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Leap;
    }
}
