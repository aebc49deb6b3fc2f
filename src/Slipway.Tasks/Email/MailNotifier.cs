using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;
using Slipway.Projects.Notices;

namespace Slipway.Tasks.Email;

/// <summary>Sends notices by the project's mail server, which is its first endpoint of that type by name.</summary>
public sealed class MailNotifier(IEndpointStore endpoints) : INotifier
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public async Task<string?> NotifyAsync(string project, string recipient, string subject, string text, CancellationToken cancellationToken)
    {
        var all = await endpoints.ListAsync(cancellationToken);
        if (all.Where(endpoint => endpoint.Project == project && endpoint.Type == EmailEndpoint.Type.Name).OrderBy(endpoint => endpoint.Name, StringComparer.Ordinal).FirstOrDefault() is not { } endpoint)
        {
            return null;
        }

        if (!MailboxAddress.TryParse(endpoint.Property(EmailEndpoint.SenderAddress), out var from) || !MailboxAddress.TryParse(recipient, out var to))
        {
            return $"'{recipient}' or the sender of endpoint '{endpoint.Name}' is no mail address.";
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await SendAsync(endpoint, new MimeMessage([from], [to], subject, new TextPart("plain") { Text = text }), patience.Token);
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
    internal static async Task SendAsync(Endpoint endpoint, MimeMessage message, CancellationToken cancellationToken)
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
