namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>A CRD is ready when its kind can be used: objects of that kind may stand later in the same manifest.</summary>
internal static class CustomResourceDefinitionRollout
{
    public static RolloutVerdict Judge(RolloutScene scene)
    {
        if (scene.Workload.Condition("NamesAccepted", "False") is { } clash)
        {
            return new RolloutVerdict.Failed($"{clash.Text("reason")}: {clash.Text("message")}");
        }

        return scene.Workload.Condition("Established", "True") is not null
            ? new RolloutVerdict.Complete("established")
            : new RolloutVerdict.Progressing("the cluster has not established the new kind yet");
    }
}
