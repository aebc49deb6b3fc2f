using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Slipway.Execution.Tasks;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Sandbox.Kubernetes;
using Slipway.Tasks.Kubernetes;
using Slipway.Tasks.Kubernetes.Cluster;
using Slipway.Tasks.Tests.Kubernetes;
using Slipway.Tasks.Tests.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Tasks.Tests.Endpoints;

public sealed class KubernetesProbeTests : IDisposable
{
    private const string ConfigMap = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}";

    private readonly DirectoryInfo account = Directory.CreateTempSubdirectory("slipway-account-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => account.Delete(recursive: true);

    [Fact]
    public async Task A_cluster_is_trusted_by_its_authority_or_by_its_fingerprint_and_by_nothing_else()
    {
        await using var cluster = await KubernetesSandbox.StartAsync(new KubernetesSandboxOptions(), Cancellation);

        var refused = await TryAsync(("kubernetesURL", cluster.Address.ToString()), ("token", cluster.Token));

        refused.Cause.ShouldBe(ProbeCause.Tls);
        (await TryAsync(("kubernetesURL", cluster.Address.ToString()), ("token", cluster.Token), ("fingerprint", refused.Certificate!.Sha256))).IsOk.ShouldBeTrue();
        (await TryAsync(("kubernetesURL", cluster.Address.ToString()), ("token", cluster.Token), ("certAuthorityData", cluster.CertificateAuthority))).IsOk.ShouldBeTrue();
        (await TryAsync(("kubernetesURL", cluster.Address.ToString()), ("token", "a-wrong-token"), ("certAuthorityData", cluster.CertificateAuthority))).Cause.ShouldBe(ProbeCause.Unauthorized);
    }

    [Fact]
    public async Task What_is_no_cluster_is_told_apart_from_what_is_not_there()
    {
        await using var web = await ScriptedCluster.StartAsync(_ => Task.CompletedTask);

        (await TryAsync(("kubernetesURL", web.Address), ("token", "some-token"))).Cause.ShouldBe(ProbeCause.Protocol);
        (await TryAsync(("kubernetesURL", $"https://127.0.0.1:{Probing.ClosedPort()}"), ("token", "some-token"))).Cause.ShouldBe(ProbeCause.Connect);
        (await TryAsync(("kubernetesURL", "https://nowhere.invalid"), ("token", "some-token"))).Cause.ShouldBe(ProbeCause.Dns);
    }

    [Fact]
    public async Task A_kubeconfig_is_all_that_a_task_needs()
    {
        await using var cluster = await KubernetesSandbox.StartAsync(new KubernetesSandboxOptions(), Cancellation);

        (await TryAsync(("authType", "kubeconfig"), ("kubeconfig", cluster.Kubeconfig))).IsOk.ShouldBeTrue();

        using var rig = new TaskRig("unused", null, "k8s", ("authType", "kubeconfig"), ("kubeconfig", cluster.Kubeconfig));
        (await rig.RunAsync(ConfigMap)).ShouldBeOfType<TaskOutcome.Completed>();
        cluster.Find("v1", "ConfigMap", "default", "a").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("token:", "exec: {command: /bin/touch, args: [/tmp/x]}\n    token:", "has 'exec', which is not taken")]
    [InlineData("token:", "tokenFile: /etc/shadow\n    token:", "has 'tokenFile', which is not taken")]
    [InlineData("token:", "client-key: /etc/shadow\n    token:", "has 'client-key', which is not taken")]
    [InlineData("server:", "certificate-authority: /etc/shadow\n    server:", "has 'certificate-authority', which is not taken")]
    [InlineData("server:", "insecure-skip-tls-verify: true\n    server:", "has 'insecure-skip-tls-verify', which is not taken")]
    [InlineData("server:", "proxy-url: http://thief.example\n    server:", "has 'proxy-url', which is not taken")]
    [InlineData("token:", "other:", "has a user with neither token")]
    [InlineData("current-context: sandbox", "current-context: production", "has no context 'production'; it has sandbox")]
    [InlineData("current-context: sandbox", "", "has no current-context")]
    [InlineData("    user: sandbox", "    user: other", "whose cluster or user is not in it")]
    [InlineData("clusters:", "clusters: [", "is not YAML")]
    public async Task A_kubeconfig_makes_this_server_do_nothing_but_connect(string part, string instead, string problem)
    {
        await using var cluster = await KubernetesSandbox.StartAsync(new KubernetesSandboxOptions(), Cancellation);
        cluster.Kubeconfig.ShouldContain(part);

        var result = await TryAsync(("authType", "kubeconfig"), ("kubeconfig", cluster.Kubeconfig.Replace(part, instead, StringComparison.Ordinal)));

        result.Cause.ShouldBe(ProbeCause.Properties);
        result.Message.ShouldContain(problem);
        result.Message.ShouldNotContain(cluster.Token);
    }

    [Fact]
    public async Task In_a_pod_the_service_account_is_enough_and_its_token_is_read_anew()
    {
        await using var cluster = await KubernetesSandbox.StartAsync(new KubernetesSandboxOptions(), Cancellation);
        await File.WriteAllTextAsync(Path.Combine(account.FullName, "ca.crt"), cluster.CertificateAuthority, Cancellation);
        await File.WriteAllTextAsync(Path.Combine(account.FullName, "token"), cluster.Token + "\n", Encoding.ASCII, Cancellation);
        var pod = new InCluster(account.FullName, "127.0.0.1", $"{cluster.Address.Port}");

        (await TryAsync(pod, ("authType", "inCluster"))).IsOk.ShouldBeTrue();

        await File.WriteAllTextAsync(Path.Combine(account.FullName, "token"), "a-wrong-token", Encoding.ASCII, Cancellation);
        (await TryAsync(pod, ("authType", "inCluster"))).Cause.ShouldBe(ProbeCause.Unauthorized);
    }

    [Fact]
    public async Task Outside_a_cluster_the_pods_account_is_said_to_be_missing() =>
        (await TryAsync(new InCluster(account.FullName, null, null), ("authType", "inCluster"))).Message.ShouldContain("works only while Slipway runs in a pod");

    private static Task<ProbeResult> TryAsync(params (string, JsonNode?)[] given) => TryAsync(InCluster.OfProcess, given);

    private static async Task<ProbeResult> TryAsync(InCluster surroundings, params (string, JsonNode?)[] given)
    {
        using var clusters = new ClusterConnections(TimeProvider.System, NullLogger<ClusterConnections>.Instance) { Surroundings = surroundings };
        return await new KubernetesProbe(clusters, TimeProvider.System, NullLogger<KubernetesProbe>.Instance).TryAsync(KubernetesEndpoint.Type, given);
    }
}
