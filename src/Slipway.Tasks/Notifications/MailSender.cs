using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Slipway.Execution.Notifications;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Tasks.Email;

namespace Slipway.Tasks.Notifications;

/// <summary>Sends notices by mail. Each attempt at one has the same <c>Message-ID</c>, by which mail servers and readers know a mail again.</summary>
public sealed class MailSender(IEndpointDirectory endpoints, TimeProvider clock) : INoticeSender
{
    /// <inheritdoc/>
    public NoticeProvider Provider => NoticeProvider.Email;

    /// <inheritdoc/>
    public async Task<NoticeAnswer> SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        var mail = (MailMessage)notice.Message!;
        if (await endpoints.FindAsync(notice.Report.Project, mail.Endpoint, cancellationToken) is not { } endpoint || endpoint.Type != EmailEndpoint.Type.Name)
        {
            return NoticeAnswer.NotNow($"Project '{notice.Report.Project}' has no endpoint '{mail.Endpoint}' of type {EmailEndpoint.Type.Name}.");
        }

        if (!MailboxAddress.TryParse(endpoint.Property(EmailEndpoint.SenderAddress), out var from))
        {
            return NoticeAnswer.NotNow($"The sender address of endpoint '{endpoint.Name}' is no mail address.");
        }

        var (to, strangers) = Recipients(mail);
        if (to.Count == 0)
        {
            return NoticeAnswer.Never($"{Named(strangers)} no mail address.");
        }

        using var message = new MimeMessage([from], to, mail.Subject, new TextPart(mail.IsHtml ? "html" : "plain") { Text = mail.Body })
        {
            MessageId = MailServer.MessageId(notice.Report.Id, from),
            Date = clock.GetUtcNow(),
        };
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return await SendAsync(endpoint, message, strangers, cancellationToken);
    }

    private static async Task<NoticeAnswer> SendAsync(Endpoint endpoint, MimeMessage message, List<string> strangers, CancellationToken cancellationToken)
    {
        var server = $"{endpoint.Property(EmailEndpoint.Host)}:{endpoint.Property(EmailEndpoint.Port)}";
        try
        {
            await MailServer.SendAsync(endpoint, message, cancellationToken);
            return NoticeAnswer.Taken($"{server} has taken it.{(strangers.Count > 0 ? $" {Named(strangers)} no mail address." : "")}", (int)SmtpStatusCode.Ok);
        }
        catch (SmtpCommandException e) when (e.StatusCode >= SmtpStatusCode.SyntaxError)
        {
            return NoticeAnswer.Never($"{server} refuses it: {OneLine(e.Message)}", (int)e.StatusCode);
        }
        catch (SmtpCommandException e)
        {
            return NoticeAnswer.NotNow($"{server} does not take it now: {OneLine(e.Message)}", (int)e.StatusCode);
        }
        catch (AuthenticationException)
        {
            return NoticeAnswer.NotNow($"{server} does not accept the credentials of endpoint '{endpoint.Name}'.");
        }
        catch (Exception e) when (e is CommandException or ProtocolException or NotSupportedException)
        {
            return NoticeAnswer.NotNow($"{server} answers, but not as endpoint '{endpoint.Name}' says that it does; validate the endpoint.");
        }
        catch (Exception e) when (e is SslHandshakeException || ConnectionFault.Is(e))
        {
            return NoticeAnswer.NotNow(ConnectionFault.Explain(e, server, null).Message);
        }
    }

    private static (InternetAddressList To, List<string> Strangers) Recipients(MailMessage mail)
    {
        var (to, strangers) = (new InternetAddressList(), new List<string>());
        foreach (var text in mail.To)
        {
            if (InternetAddressList.TryParse(text, out var some) && some.Count > 0 && some.All(address => address is MailboxAddress { Domain.Length: > 0 }))
            {
                to.AddRange(some);
            }
            else
            {
                strangers.Add(text);
            }
        }

        return (to, strangers);
    }

    private static string Named(List<string> strangers) =>
        string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", strangers.Take(3).Select(name => $"'{name}'"))}{(strangers.Count > 3 ? $" and {strangers.Count - 3} more are" : strangers.Count > 1 ? " are" : " is")}");

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
