using System.Collections.Immutable;
using Slipway.Pipelines;

namespace Slipway.Execution.Notifications;

/// <summary>What became of a notice, as people may see it (Code Stream API, <c>Notification</c>).</summary>
public sealed record NoticeReport
{
    /// <summary>Its identity: the same for the same notification of the same transition.</summary>
    public required Guid Id { get; init; }

    /// <summary>The execution it is about.</summary>
    public required ExecutionId Execution { get; init; }

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>By what it is sent.</summary>
    public required NoticeProvider Provider { get; init; }

    /// <summary>What it tells.</summary>
    public required NotificationEvent Event { get; init; }

    /// <summary>The stage it is about; null for the whole execution.</summary>
    public string? Stage { get; init; }

    /// <summary>The task it is about; null for the stage or the execution.</summary>
    public string? Task { get; init; }

    /// <summary>Whom it goes to: addresses, a Jira project, or the host of a URL.</summary>
    public required string Target { get; init; }

    /// <summary>When it fell due.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What could not be bound in it; it says so itself, in the place.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public required NoticeStatus Status { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried next; null when it is not.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When it was taken or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The other side's last code: of HTTP or SMTP; null when it gave none.</summary>
    public int? Code { get; init; }

    /// <summary>What came of the last attempt, in one sentence; empty before the first.</summary>
    public string Message { get; init; } = "";

    /// <summary>The ticket that was made.</summary>
    public MadeTicket? Ticket { get; init; }

    /// <summary>The report after an attempt.</summary>
    /// <param name="answer">What came of it; its message masked.</param>
    /// <param name="now">The time.</param>
    /// <param name="delays">How long to wait after each attempt but the last.</param>
    public NoticeReport After(NoticeAnswer answer, DateTimeOffset now, IReadOnlyList<TimeSpan> delays)
    {
        var tried = this with { Attempts = Attempts + 1, Code = answer.Code, Message = answer.Message, Ticket = answer.Ticket, NextAttemptAt = null };
        return answer.IsTaken ? tried with { Status = NoticeStatus.Sent, EndedAt = now }
            : !answer.MayPass ? tried with { Status = NoticeStatus.GivenUp, EndedAt = now, Message = $"{answer.Message} Trying again would not help." }
            : tried.Attempts > delays.Count ? tried with { Status = NoticeStatus.GivenUp, EndedAt = now, Message = $"{answer.Message} Given up after {tried.Attempts} attempts." }
            : tried with { NextAttemptAt = now + (delays[Attempts] * Jitter) };
    }

    // Give or take a fifth: what failed together is not tried again together.
    private double Jitter => 0.8 + (0.4 * Id.ToByteArray()[0] / byte.MaxValue);
}

/// <summary>A ticket that was made.</summary>
/// <param name="Key">Such as <c>OPS-7</c>.</param>
/// <param name="Link">Where people look at it.</param>
public sealed record MadeTicket(string Key, string Link);

/// <summary>By what notices are sent.</summary>
public enum NoticeProvider
{
    /// <summary>By mail.</summary>
    Email,

    /// <summary>As a ticket.</summary>
    Jira,

    /// <summary>As a request to a URL.</summary>
    Webhook,
}

/// <summary>Where a notice stands.</summary>
public enum NoticeStatus
{
    /// <summary>It is to be sent.</summary>
    Pending,

    /// <summary>The other side has taken it.</summary>
    Sent,

    /// <summary>It is not sent; its message says why.</summary>
    GivenUp,
}
