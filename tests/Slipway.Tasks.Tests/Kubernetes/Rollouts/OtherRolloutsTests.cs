using Shouldly;
using Slipway.Tasks.Kubernetes.Rollouts;
using Xunit;
using static Slipway.Tasks.Tests.Kubernetes.Rollouts.Scenes;

namespace Slipway.Tasks.Tests.Kubernetes.Rollouts;

public sealed class OtherRolloutsTests
{
    [Theory]
    [InlineData(3, 1, "a", "b", 0, "1 of 3 pods updated")]
    [InlineData(2, 3, "a", "a", 0, "2 of 3 pods ready")]
    [InlineData(3, 3, "a", "a", 0, null)]
    [InlineData(3, 1, "a", "b", 2, null)]
    public void A_stateful_set_is_complete_when_all_are_ready_and_those_above_the_partition_updated(
        int ready, int updated, string current, string update, int partition, string? missing)
    {
        var set = Json($$$"""
            {"kind":"StatefulSet","metadata":{"uid":"s","generation":1},
             "spec":{"replicas":3,"updateStrategy":{"rollingUpdate":{"partition":{{{partition}}} } } },
             "status":{"observedGeneration":1,"readyReplicas":{{{ready}}},"updatedReplicas":{{{updated}}},"currentRevision":"{{{current}}}","updateRevision":"{{{update}}}"}}
            """);
        (Rollout.Judge(Of(set)) as RolloutVerdict.Progressing)?.Message.ShouldBe(missing);
        (Rollout.Judge(Of(set)) is RolloutVerdict.Complete).ShouldBe(missing is null);
    }

    [Theory]
    [InlineData("new", true)]
    [InlineData("old", false)]
    public void A_stateful_set_blames_only_pods_of_the_update_revision(string hash, bool fails)
    {
        var set = Json("""{"kind":"StatefulSet","metadata":{"uid":"s"},"spec":{"replicas":2},"status":{"updateRevision":"new","currentRevision":"old"}}""");
        var pod = Pod("s", Waiting("ImagePullBackOff", "not found"), $"\"controller-revision-hash\":\"{hash}\"");
        (Rollout.Judge(Of(set, pods: [pod])) is RolloutVerdict.Failed).ShouldBe(fails);
    }

    [Theory]
    [InlineData(2, 2, null)]
    [InlineData(1, 2, "1 of 2 pods updated")]
    [InlineData(2, 1, "1 of 2 updated pods available")]
    public void A_daemon_set_is_complete_when_every_node_has_the_new_pod(int updated, int available, string? missing)
    {
        var set = Json($$$"""{"kind":"DaemonSet","metadata":{"uid":"s"},"spec":{},"status":{"desiredNumberScheduled":2,"updatedNumberScheduled":{{{updated}}},"numberAvailable":{{{available}}}}}""");
        (Rollout.Judge(Of(set)) as RolloutVerdict.Progressing)?.Message.ShouldBe(missing);
        (Rollout.Judge(Of(set)) is RolloutVerdict.Complete).ShouldBe(missing is null);
    }

    [Theory]
    [InlineData("2", true)]
    [InlineData("1", false)]
    public void A_daemon_set_blames_only_pods_of_its_current_template(string generation, bool fails)
    {
        var set = Json("""{"kind":"DaemonSet","metadata":{"uid":"s","annotations":{"deprecated.daemonset.template.generation":"2"}},"spec":{},"status":{"desiredNumberScheduled":2}}""");
        var pod = Pod("s", Waiting("InvalidImageName", "bad"), $"\"pod-template-generation\":\"{generation}\"");
        (Rollout.Judge(Of(set, pods: [pod])) is RolloutVerdict.Failed).ShouldBe(fails);
    }

    [Fact]
    public void A_job_is_waited_for_until_it_is_complete()
    {
        Rollout.Judge(Of(Json("""{"kind":"Job","metadata":{"uid":"j"},"spec":{"completions":2},"status":{"succeeded":1}}"""))).ShouldBe(new RolloutVerdict.Progressing("1 of 2 completions"));
        Rollout.Judge(Of(Json("""{"kind":"Job","metadata":{"uid":"j"},"status":{"conditions":[{"type":"Complete","status":"True"}]}}"""))).ShouldBeOfType<RolloutVerdict.Complete>();
    }

    [Fact]
    public void A_failed_job_says_how_its_pod_ended() =>
        Rollout.Judge(Of(
            Json("""{"kind":"Job","metadata":{"uid":"j"},"status":{"conditions":[{"type":"Failed","status":"True","reason":"BackoffLimitExceeded","message":"Job has reached the specified backoff limit"}]}}"""),
            pods: [Pod("j", $$"""{"phase":"Failed","containerStatuses":[{"name":"migrate","state":{{Terminated(3)}} }]}""")]))
            .ShouldBeOfType<RolloutVerdict.Failed>().Reason.ShouldBe("BackoffLimitExceeded: Job has reached the specified backoff limit; container migrate exited with code 3");

    [Theory]
    [InlineData("CrashLoopBackOff", false)]
    [InlineData("ImagePullBackOff", true)]
    public void A_job_tries_again_after_a_crash_but_not_without_an_image(string reason, bool fails) =>
        (Rollout.Judge(Of(Json("""{"kind":"Job","metadata":{"uid":"j"}}"""), pods: [Pod("j", Waiting(reason, "m", 3, Terminated(1)))])) is RolloutVerdict.Failed).ShouldBe(fails);

    [Fact]
    public void A_new_kind_is_ready_when_it_is_established()
    {
        Rollout.Judge(Of(Json("""{"kind":"CustomResourceDefinition","status":{}}"""))).ShouldBeOfType<RolloutVerdict.Progressing>();
        Rollout.Judge(Of(Json("""{"kind":"CustomResourceDefinition","status":{"conditions":[{"type":"Established","status":"True"}]}}"""))).ShouldBeOfType<RolloutVerdict.Complete>();
    }
}
