namespace Slipway.Execution.Notifications;

/// <summary>Sends notices of one kind. An attempt may have come through although nobody heard of it: whoever can, tells the other side that it is the same notice.</summary>
public interface INoticeSender
{
    /// <summary>The kind.</summary>
    NoticeProvider Provider { get; }

    /// <summary>Makes one attempt. What the network and the other side do wrong is an answer, not an exception.</summary>
    /// <param name="notice">What to send.</param>
    /// <param name="cancellationToken">The time for the attempt is up, or the server stops.</param>
    Task<NoticeAnswer> SendAsync(Notice notice, CancellationToken cancellationToken);
}
