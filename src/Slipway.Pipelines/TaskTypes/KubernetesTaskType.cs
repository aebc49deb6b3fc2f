namespace Slipway.Pipelines.TaskTypes;

/// <summary><c>K8S</c>.</summary>
internal static class KubernetesTaskType
{
    /// <summary>Minutes of a day: longer than any rollout that is still waited for.</summary>
    private const int LongestTimeout = 24 * 60;

    public static readonly TaskType K8S = new("K8S", "Creates, applies, reads or deletes objects of a Kubernetes cluster, and waits for what they start.")
    {
        Endpoints =
        [
            new("kubernetesServer", "The cluster.", IsRequired: true),
            new("scm", "The Git endpoint that has the manifest, where 'filePath' is used."),
        ],
        Fields =
        [
            new("action", FieldKind.Choice, "What is done with the objects.") { IsRequired = true, Choices = ["APPLY", "CREATE", "GET", "DELETE", "ROLLBACK"] },
            new("timeout", FieldKind.WholeNumber, "Minutes for the whole task, the rollout included; 5 when left out.") { Least = 1, Most = LongestTimeout },
            new("yaml", FieldKind.Manifest, "The manifest, where it stands in the pipeline."),
            new("filePath", FieldKind.Text, "The manifest's path in Git, where it stands there."),
            new("scmConstants", FieldKind.Map, "Values for the $${NAME} placeholders of a manifest from Git."),
            new("commit", FieldKind.Text, "The Git commit to take; the branch's newest when blank."),
            new("continueOnConflict", FieldKind.Boolean, "With CREATE: objects that exist already are left as they are."),
            new("namespace", FieldKind.Text, "For objects that name none."),
            new("filterByLabel", FieldKind.Text, "With GET: only objects with these labels."),
            new("revision", FieldKind.Text, "With ROLLBACK: which revision, such as n-1."),
        ],
        Outputs = [new("response", "The objects by kind and name, as response.deployments.web.spec.replicas.")],
    };
}
