using Slipway.Sandbox.Kubernetes;

namespace Slipway.Sandbox.Tests.Kubernetes;

public sealed class FaultTests
{
    [Fact]
    public async Task The_next_matching_requests_fail_as_told_and_do_nothing()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Sandbox.FailNext(1, request => request.Method == "POST", 429, TimeSpan.FromSeconds(2));

        var (code, status) = await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("one"));
        code.ShouldBe(429);
        ((int)status["details"]!["retryAfterSeconds"]!).ShouldBe(2);
        (await cluster.GetAsync($"{Cluster.ConfigMaps}/one")).Code.ShouldBe(404);

        (await cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("one"))).Code.ShouldBe(201);
    }

    [Fact]
    public async Task A_lost_answer_has_done_its_work()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Sandbox.LoseNextAnswers(1, request => request.Method == "POST");

        await Should.ThrowAsync<HttpRequestException>(() => cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("one")));

        cluster.Sandbox.Find("v1", "ConfigMap", "default", "one").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_paused_sandbox_answers_when_it_is_resumed()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Sandbox.Pause();
        var asked = cluster.PostAsync(Cluster.ConfigMaps, Cluster.ConfigMap("one"));
        cluster.Sandbox.Find("v1", "ConfigMap", "default", "one").ShouldBeNull();

        cluster.Sandbox.Resume();

        (await asked).Code.ShouldBe(201);
    }

    [Fact]
    public async Task With_paused_controllers_nothing_rolls_out_until_they_are_resumed()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Sandbox.PauseControllers();
        await cluster.PostAsync(Cluster.Deployments, Cluster.Deployment("web", "acme/web:1"));
        cluster.Sandbox.Find("apps/v1", "Deployment", "default", "web")!.ContainsKey("status").ShouldBeFalse();

        cluster.Sandbox.ResumeControllers();

        await cluster.RolledOutAsync("web");
    }

    [Fact]
    public async Task A_fixed_port_and_token_are_kept()
    {
        await using var first = await Cluster.StartAsync();
        var port = first.Sandbox.Address.Port;
        await first.DisposeAsync();

        await using var second = await Cluster.StartAsync(new KubernetesSandboxOptions { Port = port, Token = "fixed" });

        second.Sandbox.Address.Port.ShouldBe(port);
        second.Sandbox.Kubeconfig.ShouldContain("token: fixed");
    }
}
