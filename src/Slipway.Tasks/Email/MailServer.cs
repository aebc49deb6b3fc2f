using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Email;

/// <summary>Sends mails by the server of an endpoint.</summary>
internal static class MailServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends one mail to all of these.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="id">What the mail is about, when it may be sent again and is to be known again then; null for a mail of its own each time.</param>
    /// <param name="recipients">Addresses.</param>
    /// <param name="subject">One line.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Why it was not sent, as the rest of a sentence; null when it was.</returns>
    public static async Task<string?> SendAsync(Endpoint endpoint, Guid? id, IReadOnlyCollection<string> recipients, string subject, string text, CancellationToken cancellationToken)
    {
        if (!MailboxAddress.TryParse(endpoint.Property(EmailEndpoint.SenderAddress), out var from))
        {
            return $"the sender of endpoint '{endpoint.Name}' is no mail address.";
        }

        var to = new List<MailboxAddress>();
        foreach (var recipient in recipients)
        {
            if (!MailboxAddress.TryParse(recipient, out var address))
            {
                return $"'{recipient}' is no mail address.";
            }

            to.Add(address);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var message = new MimeMessage([from], to, subject, new TextPart("plain") { Text = text });
            if (id is { } known)
            {
                message.MessageId = MessageId(known, from);
            }

            await SendAsync(endpoint, message, patience.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"the mail server of endpoint '{endpoint.Name}' did not answer within {Patience.TotalSeconds:0} seconds.";
        }
        catch (Exception e) when (e is CommandException or ProtocolException or AuthenticationException or SslHandshakeException or NotSupportedException || ConnectionFault.Is(e))
        {
            return $"the mail server of endpoint '{endpoint.Name}' did not take it; validate the endpoint.";
        }
    }

    /// <summary>The <c>Message-ID</c> by which mail servers and readers know a mail again that comes twice.</summary>
    public static string MessageId(Guid id, MailboxAddress from) => $"{id:N}@{(from.Domain.Length > 0 ? from.Domain : "slipway.invalid")}";

    /// <summary>Hands a mail over to the endpoint's server. Throws what MailKit does.</summary>
    public static async Task SendAsync(Endpoint endpoint, MimeMessage message, CancellationToken cancellationToken)
    {
        var trust = ServerTrust.Read(endpoint.Property(Fingerprint.Property.Name))!;
        using var client = new SmtpClient { CheckCertificateRevocation = false, ServerCertificateValidationCallback = trust.Validate };
        await client.ConnectAsync(
            endpoint.Property(EmailEndpoint.Host)!,
            int.Parse(endpoint.Property(EmailEndpoint.Port)!, CultureInfo.InvariantCulture),
            EmailProbe.Options(endpoint.Property(EmailEndpoint.EncryptionMethod)),
            cancellationToken);
        if (endpoint.Property(EmailEndpoint.UserName) is { } userName)
        {
            await client.AuthenticateAsync(userName, endpoint.Property(EmailEndpoint.Password) ?? "", cancellationToken);
        }

        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }
}
