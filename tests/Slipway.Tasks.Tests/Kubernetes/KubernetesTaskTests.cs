using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Execution.Tasks;
using Slipway.Sandbox.Kubernetes;
using Slipway.Tasks.Kubernetes.Writing;
using Xunit;

namespace Slipway.Tasks.Tests.Kubernetes;

/// <summary>The task against the local Kubernetes API, over TLS, with real rollouts.</summary>
public sealed class KubernetesTaskTests : IAsyncLifetime
{
    private KubernetesSandbox _cluster = null!;
    private TaskRig _rig = null!;

    private static CancellationToken Canceled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster = await KubernetesSandbox.StartAsync(new KubernetesSandboxOptions { StepDelay = TimeSpan.FromMilliseconds(20) }, Canceled);
        _rig = Rig();
    }

    public async ValueTask DisposeAsync()
    {
        _rig.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task An_applied_deployment_is_done_when_it_is_rolled_out()
    {
        var done = (await _rig.RunAsync(Deployment("1.0.0", replicas: 2))).ShouldBeOfType<TaskOutcome.Completed>();
        done.Message.ShouldBe("Deployment 'web' created, 2 pods available.");
        var web = done.Output["response"]!["deployments"]!["web"]!;
        web["status"]!["availableReplicas"]!.GetValue<int>().ShouldBe(2);
        web["kind"]!.ToString().ShouldBe("Deployment");
        web["metadata"]!["managedFields"].ShouldBeNull();
        done.Output["response"]!["failures"]!.AsArray().ShouldBeEmpty();
        _rig.Reports.ShouldContain("Deployment 'web' in namespace 'default': 2 pods available");
    }

    [Fact]
    public async Task A_new_image_replaces_all_old_pods()
    {
        await _rig.RunAsync(Deployment("1.0.0"));
        var done = (await _rig.RunAsync(Deployment("1.0.1"), attempt: TaskRig.Attempt(2))).ShouldBeOfType<TaskOutcome.Completed>();
        done.Message.ShouldBe("Deployment 'web' configured, 1 pod available.");
        ImageOf(Find()).ShouldBe("acme/web:1.0.1");
        _cluster.List("v1", "Pod").Where(p => p["metadata"]!["deletionTimestamp"] is null).Select(p => p["spec"]!["containers"]![0]!["image"]!.ToString())
            .ShouldAllBe(image => image == "acme/web:1.0.1");
    }

    [Fact]
    public async Task Every_object_written_carries_the_attempt_and_no_pod_template_does()
    {
        await _rig.RunAsync(Deployment("1.0.0"));
        AttemptMark.Read(Find()).ShouldBe(TaskRig.Attempt().IdempotencyKey);
        Find()["spec"]!["template"]!.ToJsonString().ShouldNotContain(AttemptMark.Annotation);
        _cluster.Audit.ShouldAllBe(w => w.FieldManager == "slipway" && w.Verb == "apply");
    }

    [Theory]
    [InlineData("APPLY")]
    [InlineData("CREATE")]
    public async Task The_same_attempt_twice_changes_the_cluster_once(string action)
    {
        await _rig.RunAsync(Deployment("1.0.0"), action);
        var again = (await _rig.RunAsync(Deployment("1.0.0"), action)).ShouldBeOfType<TaskOutcome.Completed>();
        again.Message.ShouldBe("Deployment 'web' taken up where this attempt had left it, 1 pod available.");
        _cluster.Audit.Count(w => w.Changed).ShouldBe(1);
    }

    [Fact]
    public async Task An_attempt_cut_off_in_the_middle_goes_on_from_where_it_was()
    {
        using var crash = CancellationTokenSource.CreateLinkedTokenSource(Canceled);
        _cluster.PauseControllers();
        var first = _rig.RunUntilAsync(Deployment("1.0.0"), crash.Token);
        await _cluster.WaitAsync("apps/v1", "Deployment", "default", "web", _ => true, Canceled);
        await crash.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);

        _cluster.ResumeControllers();
        (await _rig.RunAsync(Deployment("1.0.0"))).ShouldBeOfType<TaskOutcome.Completed>();
        _cluster.Audit.Count(w => w.Changed).ShouldBe(1);
    }

    [Theory]
    [InlineData("APPLY")]
    [InlineData("CREATE")]
    public async Task A_write_whose_answer_was_lost_is_not_done_twice(string action)
    {
        _cluster.LoseNextAnswers(1, r => r.Method is "POST" or "PATCH");
        (await _rig.RunAsync(Deployment("1.0.0"), action)).ShouldBeOfType<TaskOutcome.Completed>();
        _cluster.Audit.Count(w => w.Changed).ShouldBe(1);
    }

    [Fact]
    public async Task Creating_what_another_made_fails_and_leaves_it_alone()
    {
        await _rig.RunAsync(Deployment("1.0.0"), "CREATE");
        var failed = (await _rig.RunAsync(Deployment("1.0.1"), "CREATE", TaskRig.Attempt(2))).ShouldBeOfType<TaskOutcome.Failed>();
        failed.Message.ShouldBe("Deployment 'web' in namespace 'default' exists already. Use the action APPLY to change it, or set continueOnConflict to leave it as it is.");
        failed.Output!["response"]!["failures"]![0]!["name"]!.ToString().ShouldBe("web");
        ImageOf(Find()).ShouldBe("acme/web:1.0.0");
    }

    [Fact]
    public async Task Continuing_on_conflict_leaves_what_exists_and_makes_the_rest()
    {
        await _rig.RunAsync(Deployment("1.0.0"), "CREATE");
        var done = (await _rig.RunAsync(Deployment("1.0.1") + "---\n" + ConfigMap("new"), "CREATE", TaskRig.Attempt(2), continueOnConflict: true))
            .ShouldBeOfType<TaskOutcome.Completed>();
        done.Message.ShouldBe("Deployment 'web' existed and was left as it is; ConfigMap 'new' created.");
        ImageOf(Find()).ShouldBe("acme/web:1.0.0");
        _cluster.Find("v1", "ConfigMap", "default", "new").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_create_that_fails_says_what_it_had_made()
    {
        await _rig.RunAsync(ConfigMap("b"), "CREATE");
        (await _rig.RunAsync($"{ConfigMap("a")}---\n{ConfigMap("b")}---\n{ConfigMap("c")}", "CREATE", TaskRig.Attempt(2)))
            .ShouldBeOfType<TaskOutcome.Failed>().Message.ShouldEndWith("Before that: ConfigMap 'a' created.");
        _cluster.Find("v1", "ConfigMap", "default", "c").ShouldBeNull();
    }

    [Fact]
    public async Task An_image_that_is_not_there_fails_the_task_with_the_registrys_words()
    {
        await _rig.RunAsync(Deployment("1.0.0"));
        var failed = (await _rig.RunAsync(Deployment("nope"), attempt: TaskRig.Attempt(2))).ShouldBeOfType<TaskOutcome.Failed>();
        failed.Message.ShouldStartWith("Deployment 'web' in namespace 'default': ImagePullBackOff: manifest for acme/web:nope not found");
        failed.Output!["response"]!["deployments"]!["web"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_container_that_keeps_ending_fails_the_task_with_its_exit_code() =>
        (await _rig.RunAsync(Deployment("crash"))).ShouldBeOfType<TaskOutcome.Failed>()
            .Message.ShouldStartWith("Deployment 'web' in namespace 'default': CrashLoopBackOff: container web exited with code 1, 1 restart (pod web-");

    [Fact]
    public async Task A_good_image_rolls_out_over_a_crashing_one()
    {
        await _rig.RunAsync(Deployment("crash"));
        (await _rig.RunAsync(Deployment("1.0.1"), attempt: TaskRig.Attempt(2))).ShouldBeOfType<TaskOutcome.Completed>();
    }

    [Fact]
    public async Task When_time_is_up_what_is_missing_is_said()
    {
        var time = new FakeTimeProvider();
        using var rig = Rig(time);
        var task = rig.RunAsync(Deployment("unready", replicas: 2), timeout: 1);
        while (!rig.Reports.Any(r => r.EndsWith("0 of 2 updated pods available", StringComparison.Ordinal)))
        {
            Canceled.ThrowIfCancellationRequested();
            await Task.WhenAny(task, Task.Delay(5, Canceled));
            task.IsCompleted.ShouldBeFalse();
        }

        time.Advance(TimeSpan.FromMinutes(1));
        (await task).ShouldBeOfType<TaskOutcome.Failed>().Message
            .ShouldStartWith("not done within the timeout of 1 minute: Deployment 'web' in namespace 'default': 0 of 2 updated pods available");
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_ends_with_the_timeout_too()
    {
        var time = new FakeTimeProvider();
        using var rig = Rig(time);
        _cluster.Pause();
        (await TaskRig.LetTimePassAsync(time, TimeSpan.FromSeconds(1), rig.RunAsync(Deployment("1.0.0"), timeout: 1))).ShouldBeOfType<TaskOutcome.Failed>()
            .Message.ShouldBe($"not done within the timeout of 1 minute: asking {Address} which kinds it serves.");
    }

    [Fact]
    public async Task A_cluster_that_flaps_is_waited_for()
    {
        _cluster.FailNext(2, r => r.Method == "GET", 503);
        _cluster.FailNext(2, r => r.Method == "PATCH", 429, TimeSpan.FromSeconds(1));
        _cluster.FailNext(2, r => r.Query.Contains("watch=1", StringComparison.Ordinal), 500);
        (await _rig.RunAsync(Deployment("1.0.0"))).ShouldBeOfType<TaskOutcome.Completed>();
    }

    [Fact]
    public async Task Without_the_right_to_see_pods_a_rollout_is_still_followed()
    {
        _cluster.FailNext(int.MaxValue, r => r.Path.EndsWith("/pods", StringComparison.Ordinal) || r.Path.EndsWith("/replicasets", StringComparison.Ordinal), 403);
        (await _rig.RunAsync(Deployment("1.0.0"))).ShouldBeOfType<TaskOutcome.Completed>();
    }

    [Fact]
    public async Task A_workload_someone_deletes_meanwhile_fails_the_task()
    {
        _cluster.PauseControllers();
        var task = _rig.RunAsync(Deployment("1.0.0"));
        await _cluster.WaitAsync("apps/v1", "Deployment", "default", "web", _ => true, Canceled);
        using var other = Rig();
        var deletion = other.RunAsync(Deployment("1.0.0"), "DELETE", TaskRig.Attempt(2));
        _cluster.ResumeControllers();
        await deletion;
        (await task).ShouldBeOfType<TaskOutcome.Failed>().Message.ShouldStartWith("Deployment 'web' in namespace 'default': someone deleted it while it was rolled out.");
    }

    [Fact]
    public async Task Namespaces_come_first_wherever_they_stand()
    {
        var done = (await _rig.RunAsync($"{ConfigMap("a", "shop")}---\napiVersion: v1\nkind: Namespace\nmetadata: {{name: shop}}\n")).ShouldBeOfType<TaskOutcome.Completed>();
        done.Message.ShouldBe("Namespace 'shop' created; ConfigMap 'a' created.");
        done.Output["response"]!["namespaces"]!["shop"].ShouldNotBeNull();
        done.Output["response"]!["configMaps"]!["a"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_kind_the_manifest_itself_declares_can_be_used_in_it()
    {
        var done = await _rig.RunAsync("""
            apiVersion: acme.dev/v1
            kind: Rocket
            metadata: {name: one}
            ---
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: rockets.acme.dev}
            spec:
              group: acme.dev
              scope: Namespaced
              names: {plural: rockets, singular: rocket, kind: Rocket}
              versions:
              - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
            """);
        done.ShouldBeOfType<TaskOutcome.Completed>().Message.ShouldBe("CustomResourceDefinition 'rockets.acme.dev' created, established; Rocket 'one' created.");
    }

    [Theory]
    [InlineData("apps/v2", "Deployment", "document 2 (line 5): {0} does not serve the kind Deployment of apps/v2; of apps it serves apps/v1.")]
    [InlineData("acme.dev/v1", "Rocket", "document 2 (line 5): {0} does not serve the kind Rocket of acme.dev/v1; it does not know the group acme.dev.")]
    [InlineData("v1", "configmap", "document 2 (line 5): {0} does not serve the kind configmap of v1; v1 has the kind ConfigMap.")]
    public async Task A_kind_the_cluster_does_not_serve_is_refused_before_anything_is_written(string apiVersion, string kind, string problem)
    {
        var yaml = $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n---\napiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: x}}\n";
        (await _rig.RunAsync(yaml)).ShouldBeOfType<TaskOutcome.Failed>().Message.ShouldBe(string.Format(null, problem, Address));
        _cluster.Audit.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fields_of_another_manager_are_taken_over_and_the_message_says_from_whom()
    {
        await _rig.RunAsync(Deployment("1.0.0"));
        await ScaleAsAnotherAsync(3);
        (await _rig.RunAsync(Deployment("1.0.1"), attempt: TaskRig.Attempt(2))).ShouldBeOfType<TaskOutcome.Completed>()
            .Message.ShouldBe("Deployment 'web' configured (took over .spec.replicas from kubectl-edit), 1 pod available.");
        Find()["spec"]!["replicas"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_later_attempt_that_overtakes_is_named()
    {
        _cluster.PauseControllers();
        var first = _rig.RunAsync(Deployment("1.0.0"));
        await _cluster.WaitAsync("apps/v1", "Deployment", "default", "web", _ => true, Canceled);
        using var other = Rig();
        var second = other.RunAsync(Deployment("1.0.1"), attempt: TaskRig.Attempt(2));
        (await first).ShouldBeOfType<TaskOutcome.Failed>().Message
            .ShouldStartWith($"Deployment 'web' in namespace 'default': '{TaskRig.Attempt(2).IdempotencyKey}' changed it before this was rolled out: it was superseded.");
        _cluster.ResumeControllers();
        (await second).ShouldBeOfType<TaskOutcome.Completed>();
    }

    [Fact]
    public async Task A_stateful_set_a_daemon_set_and_a_job_are_waited_for()
    {
        var done = (await _rig.RunAsync($"""
            {Workload("StatefulSet", "apps/v1", "db", "replicas: 2, serviceName: db, ")}
            ---
            {Workload("DaemonSet", "apps/v1", "log", "")}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {"{name: migrate}"}
            spec: {"{template: {spec: {restartPolicy: Never, containers: [{name: c, image: 'acme/migrate:1'}]}}}"}
            """)).ShouldBeOfType<TaskOutcome.Completed>();
        done.Output["response"]!["statefulSets"]!["db"]!["status"]!["readyReplicas"]!.GetValue<int>().ShouldBe(2);
        done.Output["response"]!["jobs"]!["migrate"]!["status"]!["succeeded"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task The_values_of_a_secret_do_not_come_out_again()
    {
        var done = (await _rig.RunAsync("{apiVersion: v1, kind: Secret, metadata: {name: db}, stringData: {password: hunter22}}")).ShouldBeOfType<TaskOutcome.Completed>();
        (done.Output.ToJsonString() + done.Message + string.Join('\n', _rig.Reports)).ShouldNotContain("hunter22");
        done.Output["response"]!["secrets"]!["db"]!["data"]!["password"]!.ToString().ShouldBe("*****");
    }

    [Fact]
    public async Task A_wrong_token_is_said_to_be_wrong_and_not_shown()
    {
        using var rig = new TaskRig(Address, null, "k8s", ("certAuthorityData", _cluster.CertificateAuthority!), ("token", "wr0ng-t0ken"));
        (await rig.RunAsync(ConfigMap("a"))).ShouldBeOfType<TaskOutcome.Failed>().Message
            .ShouldBe($"{Address} does not accept the endpoint's credentials (401): they are wrong or have expired.");
    }

    [Fact]
    public async Task Get_reads_and_changes_nothing()
    {
        await _rig.RunAsync(ConfigMap("a"));
        var before = _cluster.Audit.Count;
        var done = (await _rig.RunAsync(ConfigMap("a"), "GET", TaskRig.Attempt(2))).ShouldBeOfType<TaskOutcome.Completed>();
        done.Output["response"]!["configMaps"]!["a"]!["data"]!["k"]!.ToString().ShouldBe("v");
        (await _rig.RunAsync(ConfigMap("b"), "GET")).ShouldBeOfType<TaskOutcome.Failed>().Message.ShouldBe("ConfigMap 'b' in namespace 'default' does not exist.");
        _cluster.Audit.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Deleting_what_is_gone_already_is_done()
    {
        await _rig.RunAsync(Deployment("1.0.0"));
        (await _rig.RunAsync(Deployment("1.0.0"), "DELETE", TaskRig.Attempt(2))).ShouldBeOfType<TaskOutcome.Completed>().Message.ShouldBe("Deployment 'web' deleted.");
        _cluster.Find("apps/v1", "Deployment", "default", "web").ShouldBeNull();
        (await _rig.RunAsync(Deployment("1.0.0"), "DELETE", TaskRig.Attempt(2))).ShouldBeOfType<TaskOutcome.Completed>().Message.ShouldBe("Deployment 'web' deleted (it was not there).");
    }

    [Fact]
    public async Task Delete_waits_until_the_object_is_really_gone()
    {
        var time = new FakeTimeProvider();
        using var rig = Rig(time);
        await _rig.RunAsync("{apiVersion: v1, kind: ConfigMap, metadata: {name: kept, finalizers: [acme.dev/keep]}}");
        var task = rig.RunAsync(ConfigMap("kept"), "DELETE", TaskRig.Attempt(2), timeout: 1);
        await _cluster.WaitAsync("v1", "ConfigMap", "default", "kept", o => o["metadata"]!["deletionTimestamp"] is not null, Canceled);
        time.Advance(TimeSpan.FromMinutes(1));
        (await task).ShouldBeOfType<TaskOutcome.Failed>().Message.ShouldBe("not done within the timeout of 1 minute: deleting ConfigMap 'kept' in namespace 'default'.");
    }

    [Fact]
    public async Task Canceling_ends_the_wait()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Canceled);
        _cluster.PauseControllers();
        var task = _rig.RunUntilAsync(Deployment("1.0.0"), cancel.Token);
        await _cluster.WaitAsync("apps/v1", "Deployment", "default", "web", _ => true, Canceled);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(task);
    }

    private string Address => _cluster.Address.ToString().TrimEnd('/');

    private TaskRig Rig(TimeProvider? time = null) =>
        new(Address, time, "k8s", ("token", _cluster.Token), ("certAuthorityData", _cluster.CertificateAuthority!));

    private JsonObject Find() => _cluster.Find("apps/v1", "Deployment", "default", "web")!;

    private static string ImageOf(JsonObject deployment) => deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.ToString();

    private async Task ScaleAsAnotherAsync(int replicas)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Authorization = new("Bearer", _cluster.Token);
        using var body = new StringContent($$"""{"spec":{"replicas":{{replicas}} } }""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/merge-patch+json"));
        (await http.PatchAsync(new Uri(_cluster.Address, "/apis/apps/v1/namespaces/default/deployments/web?fieldManager=kubectl-edit"), body, Canceled)).EnsureSuccessStatusCode();
    }

    private static string ConfigMap(string name, string? space = null) =>
        $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}{(space is null ? "" : $", namespace: {space}")}}}\ndata: {{k: v}}\n";

    private static string Deployment(string tag, int replicas = 1) => $$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          replicas: {{{replicas}}}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - {name: web, image: 'acme/web:{{{tag}}}'}

        """;

    private static string Workload(string kind, string apiVersion, string name, string extra) =>
        $"{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: {name}}}, spec: {{{extra}selector: {{matchLabels: {{app: {name}}}}}, template: {{metadata: {{labels: {{app: {name}}}}}, spec: {{containers: [{{name: c, image: 'acme/{name}:1'}}]}}}}}}}}";
}
