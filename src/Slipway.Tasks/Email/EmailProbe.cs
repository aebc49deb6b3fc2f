using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Email;

/// <summary>Signs in to a mail server and sends no mail.</summary>
public sealed class EmailProbe : IEndpointProbe
{
    /// <inheritdoc/>
    public string Type => EmailEndpoint.Type.Name;

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (!MailboxAddress.TryParse(endpoint.Property(EmailEndpoint.SenderAddress), out _))
        {
            return new ProbeResult(ProbeCause.Properties, $"'{EmailEndpoint.SenderAddress}' must be a mail address such as ci@acme.example.");
        }

        var host = endpoint.Property(EmailEndpoint.Host)!;
        var port = int.Parse(endpoint.Property(EmailEndpoint.Port)!, CultureInfo.InvariantCulture);
        var encryption = endpoint.Property(EmailEndpoint.EncryptionMethod);
        var address = $"{host}:{port}";
        var trust = ServerTrust.Read(endpoint.Property(Fingerprint.Property.Name))!;
        using var client = new SmtpClient { CheckCertificateRevocation = false, ServerCertificateValidationCallback = trust.Validate };
        try
        {
            await client.ConnectAsync(host, port, Options(encryption), cancellationToken);
        }
        catch (NotSupportedException)
        {
            return new ProbeResult(ProbeCause.Protocol, $"{address} does not offer STARTTLS: set '{EmailEndpoint.EncryptionMethod}' to SSL if it speaks TLS from the beginning, or use another port.");
        }
        catch (Exception e) when (e is SslHandshakeException || ConnectionFault.Is(e))
        {
            return ConnectionFault.Explain(e, address, trust);
        }
        catch (Exception e) when (e is CommandException or ProtocolException)
        {
            return new ProbeResult(ProbeCause.Protocol, $"{address} answers, but not as a mail server does: check '{EmailEndpoint.Port}' and '{EmailEndpoint.EncryptionMethod}'.");
        }

        return await SignInAsync(client, endpoint, address, cancellationToken);
    }

    private static async Task<ProbeResult> SignInAsync(SmtpClient client, Endpoint endpoint, string address, CancellationToken cancellationToken)
    {
        try
        {
            var userName = endpoint.Property(EmailEndpoint.UserName);
            if (userName is not null)
            {
                await client.AuthenticateAsync(userName, endpoint.Property(EmailEndpoint.Password) ?? "", cancellationToken);
            }

            await client.NoOpAsync(cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
            return ProbeResult.Ok($"{address} is a mail server{(userName is null ? "" : " and accepts the endpoint's credentials")}.");
        }
        catch (AuthenticationException)
        {
            return new ProbeResult(ProbeCause.Unauthorized, $"{address} does not accept the endpoint's credentials: check '{EmailEndpoint.UserName}' and '{EmailEndpoint.Password}'.");
        }
        catch (NotSupportedException)
        {
            return new ProbeResult(ProbeCause.Protocol, $"{address} offers no sign-in on this connection: set '{EmailEndpoint.EncryptionMethod}' to TLS or SSL, or leave '{EmailEndpoint.UserName}' empty.");
        }
        catch (Exception e) when (e is CommandException or ProtocolException)
        {
            return new ProbeResult(ProbeCause.Protocol, $"{address} broke off the conversation: it may not take mails from this server.");
        }
        catch (Exception e) when (ConnectionFault.Is(e))
        {
            return ConnectionFault.Explain(e, address, null);
        }
    }

    internal static SecureSocketOptions Options(string? encryption) => encryption switch
    {
        EmailEndpoint.Ssl => SecureSocketOptions.SslOnConnect,
        EmailEndpoint.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
