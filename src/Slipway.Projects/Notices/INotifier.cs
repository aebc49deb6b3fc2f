namespace Slipway.Projects.Notices;

/// <summary>Tells people what they should know before something fails.</summary>
public interface INotifier
{
    /// <summary>Sends a message by the project's means, if it has any.</summary>
    /// <param name="project">Whose means.</param>
    /// <param name="recipient">A mail address.</param>
    /// <param name="subject">One line.</param>
    /// <param name="text">Plain text.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Why it was not sent; null when it was, or when there are no means.</returns>
    Task<string?> NotifyAsync(string project, string recipient, string subject, string text, CancellationToken cancellationToken);
}
