namespace Slipway.Storage.Rows;

/// <summary>A notice, at rest. Goes with its execution.</summary>
public sealed class NoticeRow
{
    /// <summary>Primary key.</summary>
    public required Guid Id { get; set; }

    /// <summary>The execution it is about.</summary>
    public required Guid ExecutionId { get; set; }

    /// <summary>Its place among those that fell due with it, from 0.</summary>
    public required int Place { get; set; }

    /// <summary>The project's name.</summary>
    public required string Project { get; set; }

    /// <summary>By what it is sent.</summary>
    public required string Provider { get; set; }

    /// <summary>What it tells.</summary>
    public required string Event { get; set; }

    /// <summary>The stage it is about; null for the whole execution.</summary>
    public string? Stage { get; set; }

    /// <summary>The task it is about; null for the stage or the execution.</summary>
    public string? Task { get; set; }

    /// <summary>Whom it goes to, every secret masked.</summary>
    public required string Target { get; set; }

    /// <summary>When it fell due.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>What could not be bound in it, as a JSON list, every secret masked.</summary>
    public required string Problems { get; set; }

    /// <summary>Where it stands.</summary>
    public required string Status { get; set; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; set; }

    /// <summary>When it is tried next; null when it is not.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>When it was taken or given up.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The other side's last code.</summary>
    public int? Code { get; set; }

    /// <summary>What came of the last attempt, every secret masked.</summary>
    public required string Message { get; set; }

    /// <summary>The ticket that was made, as JSON; null for none.</summary>
    public string? Ticket { get; set; }

    /// <summary>What is sent, and its secrets, as one sealed JSON object; null when there is nothing (more) to send.</summary>
    public string? SealedMessage { get; set; }
}
