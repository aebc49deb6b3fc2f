namespace Slipway.Storage.Rows;

/// <summary>A question to people at rest.</summary>
public sealed class UserOperationRow
{
    /// <summary>Primary key.</summary>
    public required Guid Id { get; set; }

    /// <summary>Its short name.</summary>
    public required string Index { get; set; }

    /// <summary>The project's name.</summary>
    public required string Project { get; set; }

    /// <summary>The pipeline's id.</summary>
    public required Guid PipelineId { get; set; }

    /// <summary>The pipeline's name at that time.</summary>
    public required string PipelineName { get; set; }

    /// <summary>The execution whose task asks.</summary>
    public required Guid ExecutionId { get; set; }

    /// <summary>The number of that execution.</summary>
    public required int ExecutionIndex { get; set; }

    /// <summary>The stage's name.</summary>
    public required string Stage { get; set; }

    /// <summary>The task's name.</summary>
    public required string Task { get; set; }

    /// <summary>Which try of the task asks.</summary>
    public required int Attempt { get; set; }

    /// <summary>What is asked, in one line.</summary>
    public required string Summary { get; set; }

    /// <summary>What is asked, in full.</summary>
    public required string Description { get; set; }

    /// <summary>Who may answer, as a JSON array.</summary>
    public required string Approvers { get; set; }

    /// <summary>Groups whose members may answer, as a JSON array.</summary>
    public required string ApproverGroups { get; set; }

    /// <summary>In whose name the execution runs.</summary>
    public required string RequestedBy { get; set; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>From when on no answer is taken.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Whether people are told by mail.</summary>
    public required bool SendsMail { get; set; }

    /// <summary>The endpoint of the mail server; empty for none.</summary>
    public required string MailServer { get; set; }

    /// <summary>Whether it takes the place of older ones.</summary>
    public required bool CancelsPrevious { get; set; }

    /// <summary>Who was told; null before that was tried.</summary>
    public string? Notice { get; set; }

    /// <summary>Such as <c>ACTIVE</c>.</summary>
    public required string Status { get; set; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The words of whoever answered, or why it was closed.</summary>
    public string ResponseMessage { get; set; } = "";

    /// <summary>Who answered; empty when nobody did.</summary>
    public string RespondedBy { get; set; } = "";

    /// <summary>That person's mail address.</summary>
    public string RespondedByEmail { get; set; } = "";

    /// <summary>What that person was, as a JSON array.</summary>
    public string ResponderRoles { get; set; } = "[]";

    /// <summary>Whether its task knows how it was closed.</summary>
    public bool IsSettled { get; set; }
}
