namespace Slipway.Pipelines.TaskTypes;

/// <summary>Task types that hand the work to another product. Their keys are only partly public.</summary>
internal static class ForeignTaskTypes
{
    public static readonly TaskType Jenkins = new("Jenkins", "Runs a Jenkins job and waits for its end.")
    {
        HasAllFields = false,
        Endpoints = [new("jenkinsServer", "The Jenkins server.", IsRequired: true)],
        Fields =
        [
            new("job", FieldKind.Text, "The job.") { IsRequired = true },
            new("jobFolder", FieldKind.Text, "The folder it lies in."),
            new("parameters", FieldKind.Map, "The job's parameters by name."),
        ],
    };

    public static readonly TaskType Bamboo = new("Bamboo", "Runs a Bamboo plan and waits for its end.") { HasAllFields = false };

    public static readonly TaskType Tfs = new("TFS", "Runs a build of Team Foundation Server.") { HasAllFields = false };

    public static readonly TaskType Vro = new("vRO", "Runs a workflow of VMware's orchestrator.")
    {
        HasAllFields = false,
        Endpoints = [new("vroServer", "The orchestrator.", IsRequired: true)],
        Fields =
        [
            new("workflowName", FieldKind.Text, "The workflow's name."),
            new("workflowID", FieldKind.Text, "The workflow's id."),
            new("parameters", FieldKind.Map, "The workflow's inputs by name."),
        ],
        Outputs = [new("status", "The task's status."), new("properties", "The workflow's outputs by name.")],
    };

    public static readonly TaskType Blueprint = new("Blueprint", "Deploys a VMware cloud template.")
    {
        HasAllFields = false,
        Fields =
        [
            new("action", FieldKind.Text, "What is done, such as CreateDeployment.") { IsRequired = true },
            new("deploymentName", FieldKind.Text, "The deployment."),
            new("blueprint", FieldKind.Text, "The template."),
            new("version", FieldKind.Text, "The template's version."),
            new("parameters", FieldKind.Map, "The template's inputs by name."),
            new("allowDestroy", FieldKind.Boolean, "Whether an update may destroy resources."),
        ],
        Outputs =
        [
            new("status", "The task's status."),
            new("deploymentId", "The deployment's id."),
            new("deploymentName", "The deployment's name."),
            new("deploymentDetails", "The deployment and its resources."),
        ],
    };
}
