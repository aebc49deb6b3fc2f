using System.Collections.Immutable;
using Slipway.Execution.Tasks;

namespace Slipway.Execution.UserOperations;

/// <summary>A question to people, asked by a task that waits for the answer (Code Stream API, <c>UserOperation</c>). What people read of it holds no secrets.</summary>
public sealed record UserOperation
{
    /// <summary>The attempt that asks. An attempt asks once.</summary>
    public required TaskAttempt Attempt { get; init; }

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The pipeline whose task asks.</summary>
    public required Guid PipelineId { get; init; }

    /// <summary>That pipeline's name.</summary>
    public required string PipelineName { get; init; }

    /// <summary>The number of the execution.</summary>
    public required int ExecutionIndex { get; init; }

    /// <summary>What is asked, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>What is asked, in full.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who may answer, by user name or mail address.</summary>
    public ImmutableArray<string> Approvers { get; init; } = [];

    /// <summary>Groups whose members may answer (<see cref="ApproverRules"/>).</summary>
    public ImmutableArray<string> ApproverGroups { get; init; } = [];

    /// <summary>In whose name the execution runs.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>From when on no answer is taken.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether the approvers are told by mail.</summary>
    public bool SendsMail { get; init; }

    /// <summary>The endpoint of the mail server; empty for none.</summary>
    public string MailServer { get; init; } = "";

    /// <summary>Whether it takes the place of what earlier executions of the pipeline still ask.</summary>
    public bool CancelsPrevious { get; init; }

    /// <summary>Who was told of it, in one sentence; null before that was tried.</summary>
    public string? Notice { get; init; }

    /// <summary>How it was closed; null while it waits for an answer.</summary>
    public Closing? Closing { get; init; }

    /// <summary>Its identity: the same for the same attempt.</summary>
    public Guid Id => IdOf(Attempt);

    /// <summary>Its short name, six hexadecimal digits, such as <c>45b4d8</c>.</summary>
    public string Index => Id.ToString("N")[^6..];

    /// <summary>Where it stands.</summary>
    public UserOperationStatus Status => Closing?.Status ?? UserOperationStatus.Active;

    /// <summary>The execution's name to people: <c>Deploy#12</c>.</summary>
    public string Execution => $"{PipelineName}#{ExecutionIndex}";

    /// <summary>The identity of what an attempt asks.</summary>
    public static Guid IdOf(TaskAttempt attempt) => attempt.Child.Value;
}

/// <summary>How a question was closed.</summary>
/// <param name="Status">Anything but <see cref="UserOperationStatus.Active"/>.</param>
/// <param name="At">When.</param>
/// <param name="Message">The words of whoever answered, which may be none; otherwise why it was closed, in one sentence.</param>
public sealed record Closing(UserOperationStatus Status, DateTimeOffset At, string Message)
{
    /// <summary>Who answered; empty when nobody did.</summary>
    public string By { get; init; } = "";

    /// <summary>That person's mail address; empty when none is known.</summary>
    public string Email { get; init; } = "";

    /// <summary>What that person was at that moment, such as <c>acme:developer</c>.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];
}
