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
    /// <returns>Why it was not sent, as the rest of a sentence; null when it was.</returns>
    public static async Task<string?> SendAsync(Endpoint endpoint, IReadOnlyCollection<string> recipients, string subject, string text, CancellationToken cancellationToken)
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
            await SendAsync(endpoint, new MimeMessage([from], to, subject, new TextPart("plain") { Text = text }), patience.Token);
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
