namespace Slipway.Execution.Notifications;

/// <summary>What came of one attempt to send a notice.</summary>
/// <param name="IsTaken">Whether the other side has taken it.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record NoticeAnswer(bool IsTaken, string Message)
{
    /// <summary>Whether a later attempt may do better.</summary>
    public bool MayPass { get; init; }

    /// <summary>The other side's code: of HTTP or SMTP; null when it gave none.</summary>
    public int? Code { get; init; }

    /// <summary>The ticket that was made, or was there already.</summary>
    public MadeTicket? Ticket { get; init; }

    /// <summary>It was taken.</summary>
    public static NoticeAnswer Taken(string message, int? code = null) => new(true, message) { Code = code };

    /// <summary>It was not, and may be later.</summary>
    public static NoticeAnswer NotNow(string message, int? code = null) => new(false, message) { MayPass = true, Code = code };

    /// <summary>It was not, and will not be.</summary>
    public static NoticeAnswer Never(string message, int? code = null) => new(false, message) { Code = code };
}
