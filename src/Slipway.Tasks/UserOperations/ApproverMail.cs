using Slipway.Execution.Recovery;
using Slipway.Execution.UserOperations;
using Slipway.Projects.Endpoints;
using Slipway.Tasks.Email;

namespace Slipway.Tasks.UserOperations;

/// <summary>Tells those who may answer a question that it is asked.</summary>
internal sealed class ApproverMail(IApproverDirectory approvers, IEndpointDirectory endpoints)
{
    private const int LongestSubject = 200;

    /// <summary>Sends the mail, if one is wanted.</summary>
    /// <returns>What came of it, in one sentence; empty when none is wanted. Never an error: people find the question in the console, too.</returns>
    public async Task<string> SendAsync(UserOperation operation, CancellationToken cancellationToken)
    {
        if (!operation.SendsMail)
        {
            return "";
        }

        if (operation.MailServer.Length == 0)
        {
            return $"No mail was sent: the task names no '{Question.MailServer}'.";
        }

        if (await endpoints.FindAsync(operation.Project, operation.MailServer, cancellationToken) is not { } endpoint)
        {
            return $"No mail was sent: there is no endpoint '{operation.MailServer}' in project '{operation.Project}'.";
        }

        if (endpoint.Type != EmailEndpoint.Type.Name)
        {
            return $"No mail was sent: endpoint '{endpoint.Name}' is of type '{endpoint.Type}', not '{EmailEndpoint.Type.Name}'.";
        }

        var recipients = await approvers.AddressesAsync(operation, cancellationToken);
        if (recipients.Count == 0)
        {
            return "No mail was sent: no mail address is known of anybody who may answer.";
        }

        var subject = $"[Slipway] {operation.Execution}: {operation.Summary}";
        var title = subject.Length <= LongestSubject ? subject : $"{subject[..LongestSubject]}…";
        Failpoint.Hit("approvers.mail.before");
        var problem = await MailServer.SendAsync(endpoint, operation.Id, recipients, title, Text(operation), cancellationToken);
        Failpoint.Hit("approvers.mail.after");
        return problem is null ? $"Told by mail: {string.Join(", ", recipients)}." : $"No mail was sent: {problem}";
    }

    private string Text(UserOperation operation) =>
        $"""
        {operation.Summary}

        {(operation.Description.Length > 0 ? operation.Description + Environment.NewLine + Environment.NewLine : "")}{operation.Execution} in project {operation.Project} waits for an answer ({operation.Attempt.Stage}.{operation.Attempt.Task}).
        It was asked for by {operation.RequestedBy}. Who may answer: {operation.WhoMayAnswer()}.
        Nobody can answer after {operation.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC.

        Approve or reject: {approvers.PageOf(operation)}
        """;
}
