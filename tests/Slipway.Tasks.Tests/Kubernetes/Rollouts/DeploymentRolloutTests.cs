using Shouldly;
using Slipway.Tasks.Kubernetes.Rollouts;
using Xunit;
using static Slipway.Tasks.Tests.Kubernetes.Rollouts.Scenes;

namespace Slipway.Tasks.Tests.Kubernetes.Rollouts;

public sealed class DeploymentRolloutTests
{
    [Fact]
    public void All_updated_none_old_all_available_is_complete() =>
        Rollout.Judge(Of(Deployment())).ShouldBe(new RolloutVerdict.Complete("3 pods available"));

    [Fact]
    public void A_status_of_an_older_generation_says_nothing_about_this_rollout() =>
        Rollout.Judge(Of(Deployment(generation: 3, observed: 2))).ShouldBeOfType<RolloutVerdict.Progressing>();

    [Theory]
    [InlineData(1, 4, 3, "1 of 3 pods updated")]
    [InlineData(3, 4, 3, "1 pod of the old version still to end")]
    [InlineData(3, 3, 2, "2 of 3 updated pods available")]
    public void What_is_missing_is_said(int updated, int all, int available, string message) =>
        Rollout.Judge(Of(Deployment(updated: updated, all: all, available: available))).ShouldBe(new RolloutVerdict.Progressing(message));

    [Fact]
    public void No_replicas_wanted_and_none_there_is_complete() =>
        Rollout.Judge(Of(Deployment(0, 0, 0, 0))).ShouldBeOfType<RolloutVerdict.Complete>();

    [Fact]
    public void A_paused_one_is_complete_and_says_so() =>
        Rollout.Judge(Of(Deployment(updated: 0, paused: true))).ShouldBeOfType<RolloutVerdict.Complete>().Message.ShouldContain("paused");

    [Fact]
    public void The_progress_deadline_fails_it() =>
        Rollout.Judge(Of(Deployment(updated: 1, available: 2, condition: """{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded","message":"ReplicaSet has timed out progressing."}""")))
            .ShouldBeOfType<RolloutVerdict.Failed>().Reason.ShouldBe("ProgressDeadlineExceeded: ReplicaSet has timed out progressing. 2 of 3 pods available.");

    [Fact]
    public void A_quota_fails_it_when_it_lasts()
    {
        var failed = Rollout.Judge(Of(Deployment(updated: 1, condition: """{"type":"ReplicaFailure","status":"True","reason":"FailedCreate","message":"exceeded quota: pods, used: pods=2, limited: pods=2"}""")))
            .ShouldBeOfType<RolloutVerdict.Failed>();
        failed.Reason.ShouldBe("FailedCreate: exceeded quota: pods, used: pods=2, limited: pods=2");
        failed.Grace.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void An_image_that_cannot_be_pulled_fails_it_at_once()
    {
        var failed = Rollout.Judge(Of(
            Deployment(updated: 1, all: 4),
            [ReplicaSet("old", 1), ReplicaSet("new", 2)],
            [Pod("new", Waiting("ImagePullBackOff", "manifest for acme/web:nope not found"))])).ShouldBeOfType<RolloutVerdict.Failed>();
        failed.Reason.ShouldBe("ImagePullBackOff: manifest for acme/web:nope not found (pod web-x, container web)");
        failed.Grace.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void The_try_before_the_back_off_does_not_fail_it() =>
        Rollout.Judge(Of(Deployment(updated: 1), [ReplicaSet("new", 2)], [Pod("new", Waiting("ErrImagePull", "not found"))]))
            .ShouldBeOfType<RolloutVerdict.Progressing>();

    [Fact]
    public void A_crashing_pod_of_the_old_version_does_not_fail_the_rollout_that_mends_it() =>
        Rollout.Judge(Of(
            Deployment(updated: 1, all: 4, available: 0),
            [ReplicaSet("old", 1), ReplicaSet("new", 2)],
            [Pod("old", Waiting("CrashLoopBackOff", restarts: 7, last: Terminated(1)))])).ShouldBe(new RolloutVerdict.Progressing("1 of 3 pods updated"));

    [Fact]
    public void A_crashing_pod_of_the_old_version_is_not_blamed_while_the_new_replica_set_is_not_seen_yet() =>
        Rollout.Judge(Of(
            Deployment(updated: 0, all: 3, available: 0, revision: 2),
            [ReplicaSet("old", 1)],
            [Pod("old", Waiting("CrashLoopBackOff", restarts: 7, last: Terminated(1)))])).ShouldBe(new RolloutVerdict.Progressing("0 of 3 pods updated"));

    [Fact]
    public void The_pods_of_the_replica_set_with_the_deployments_number_are_blamed() =>
        Rollout.Judge(Of(
            Deployment(updated: 1, all: 4, available: 3, revision: 2),
            [ReplicaSet("old", 1), ReplicaSet("new", 2)],
            [Pod("new", Waiting("CrashLoopBackOff", restarts: 1, last: Terminated(1)))])).ShouldBeOfType<RolloutVerdict.Failed>();

    [Fact]
    public void A_rollback_to_an_old_replica_set_looks_at_that_one() =>
        Rollout.Judge(Of(
            Deployment(updated: 1, all: 4, available: 0),
            [ReplicaSet("old", 3), ReplicaSet("new", 2)],
            [Pod("old", Waiting("CrashLoopBackOff", restarts: 1, last: Terminated(1)))])).ShouldBeOfType<RolloutVerdict.Failed>();

    [Fact]
    public void Pods_are_not_blamed_before_the_controller_has_seen_the_new_spec() =>
        Rollout.Judge(Of(
            Deployment(generation: 3, observed: 2, updated: 1),
            [ReplicaSet("old", 1)],
            [Pod("old", Waiting("ImagePullBackOff", "not found"))])).ShouldBeOfType<RolloutVerdict.Progressing>();

    [Theory]
    [InlineData("CrashLoopBackOff", 1, "CrashLoopBackOff: container web exited with code 1: no config, 1 restart (pod web-x, container web)")]
    [InlineData("PodInitializing", 2, "CrashLoopBackOff: container web exited with code 1: no config, 2 restarts (pod web-x, container web)")]
    public void A_container_that_keeps_ending_fails_it_with_its_exit(string reason, int restarts, string message) =>
        Rollout.Judge(Of(Deployment(updated: 1), [ReplicaSet("new", 2)], [Pod("new", Waiting(reason, restarts: restarts, last: Terminated(1, message: "no config")))]))
            .ShouldBeOfType<RolloutVerdict.Failed>().Reason.ShouldBe(message);

    [Fact]
    public void One_restart_alone_does_not_fail_it() =>
        Rollout.Judge(Of(Deployment(updated: 1), [ReplicaSet("new", 2)], [Pod("new", Waiting("ContainerCreating", restarts: 1, last: Terminated(1)))]))
            .ShouldBeOfType<RolloutVerdict.Progressing>();

    [Fact]
    public void A_missing_secret_fails_it_only_when_it_stays_missing() =>
        Rollout.Judge(Of(Deployment(updated: 1), [ReplicaSet("new", 2)], [Pod("new", Waiting("CreateContainerConfigError", "secret \\\"db\\\" not found"))]))
            .ShouldBeOfType<RolloutVerdict.Failed>().Grace.ShouldBe(TimeSpan.FromSeconds(10));

    [Fact]
    public void An_unschedulable_pod_is_told_but_does_not_fail_it()
    {
        var pod = Pod("new", """{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable","message":"0/3 nodes are available: insufficient cpu."}]}""");
        Rollout.Judge(Of(Deployment(updated: 1), [ReplicaSet("new", 2)], [pod])).ShouldBeOfType<RolloutVerdict.Progressing>();
        PodTrouble.Worst([pod])!.Message.ShouldBe("Unschedulable: 0/3 nodes are available: insufficient cpu. (pod web-x)");
    }

    [Fact]
    public void A_status_of_wrong_types_is_no_crash() =>
        Rollout.Judge(Of(Json("""{"kind":"Deployment","metadata":{"generation":"x"},"spec":{"replicas":"three"},"status":{"conditions":"none"}}"""))).ShouldBeOfType<RolloutVerdict.Progressing>();
}
