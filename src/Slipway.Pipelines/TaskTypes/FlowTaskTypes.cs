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
            new("approvers", FieldKind.Texts, "Who may answer."),
            new("approverGroups", FieldKind.Texts, "Groups whose members may answer."),
            new("summary", FieldKind.Text, "What is asked, in one line.") { IsRequired = true },
            new("description", FieldKind.Text, "What is asked, in full."),
            new("sendemail", FieldKind.Boolean, "Whether the approvers are told by mail."),
            new("expirationInDays", FieldKind.WholeNumber, "Days until the question expires and the task fails.") { Least = 1, Most = 3650 },
            new("expiration", FieldKind.WholeNumber, "How many of 'expirationUnit' until the question expires.") { Least = 1, Most = 5_256_000 },
            new("expirationUnit", FieldKind.Choice, "The unit of 'expiration'.") { Choices = ["DAYS", "HOURS", "MINUTES"] },
            new("pipelineName", FieldKind.Text, "What the question is about; ${name} in exports."),
            new("cancelPreviousPendingUserOp", FieldKind.Boolean, "Whether the pipeline's older open questions are canceled."),
        ],
        Outputs =
        [
            new("status", "The task's status."),
            new("index", "The question's short name."),
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
