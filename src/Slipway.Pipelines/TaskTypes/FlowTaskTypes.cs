namespace Slipway.Pipelines.TaskTypes;

/// <summary>Task types that steer the execution itself.</summary>
internal static class FlowTaskTypes
{
    public static readonly TaskType UserOperation = new("UserOperation", "Waits until a person approves or rejects.")
    {
        NeverTriedAgain = "what a person answered stands, and a question outlives a restart.",
        Endpoints = [new("emailServer", "The mail server that tells the approvers.")],
        Fields =
        [
            new("approvers", FieldKind.Texts, "Who may answer, by user name or mail address; where nobody is listed, everybody with the right."),
            new("approverGroups", FieldKind.Texts, "Groups whose members may answer: executors, developers, administrators, or groups of the sign-in provider."),
            new("summary", FieldKind.Text, "What is asked, in one line.") { IsRequired = true },
            new("description", FieldKind.Text, "What is asked, in full."),
            new("sendemail", FieldKind.Boolean, "Whether the approvers are told by mail; true where 'emailServer' is named."),
            new("expirationInDays", FieldKind.WholeNumber, "Days until the question expires and the task fails; 3 if nothing is said.") { Least = 1, Most = 3650 },
            new("expiration", FieldKind.WholeNumber, "How many of 'expirationUnit' until the question expires.") { Least = 1, Most = 5_256_000 },
            new("expirationUnit", FieldKind.Choice, "The unit of 'expiration'.") { Choices = ["DAYS", "HOURS", "MINUTES"] },
            new("pipelineName", FieldKind.Text, "What the question is about; ${name} in exports."),
            new("cancelPreviousPendingUserOp", FieldKind.Boolean, "Whether open questions of the pipeline's earlier executions are canceled; those fail."),
        ],
        Outputs =
        [
            new("status", "How it was answered, such as Approved."),
            new("index", "The question's short name."),
            new("userOperationId", "Its identity."),
            new("comments", "What the person wrote."),
            new("respondedBy", "Who answered."),
            new("respondedByEmail", "That person's address."),
            new("respondedOnInMicros", "When, in microseconds since 1970."),
            new("responderRoles", "That person's roles."),
        ],
    };

    public static readonly TaskType Condition = new("Condition", "Goes on only if a condition holds; fails otherwise.")
    {
        NeverTriedAgain = "the condition comes to the same each time.",
        Fields = [new("condition", FieldKind.Condition, "The condition.") { IsRequired = true }],
        Outputs = [new("status", "The task's status."), new("result", "Whether the condition held.")],
    };

    public static readonly TaskType Pipeline = new("Pipeline", "Runs another pipeline and waits for its end.")
    {
        Fields =
        [
            new("pipeline", FieldKind.PipelineName, "The pipeline to run, of the same project.") { IsRequired = true },
            new("inputProperties", FieldKind.Map, "Its inputs by name."),
        ],
    };
}
