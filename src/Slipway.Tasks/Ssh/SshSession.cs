using System.Security.Cryptography;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Ssh;

/// <summary>Connects to SSH servers whose host key was accepted, and signs in to no others.</summary>
internal static class SshSession
{
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A client that is signed in, which the caller disposes; or why there is none.</summary>
    public static async Task<(SshClient? Client, ProbeResult? Problem)> OpenAsync(SshTarget target, CancellationToken cancellationToken)
    {
        var address = $"{target.Host}:{target.Port}";
        PrivateKeyFile? key = null;
        if (target.PrivateKey is not null)
        {
            try
            {
                using var text = new MemoryStream(Encoding.UTF8.GetBytes(target.PrivateKey.ReplaceLineEndings("\n").Trim() + "\n"));
                key = new PrivateKeyFile(text, target.PassPhrase);
            }
            catch (Exception e) when (e is SshException or InvalidOperationException or ArgumentException or FormatException or CryptographicException or NotSupportedException or EndOfStreamException)
            {
                return (null, new ProbeResult(ProbeCause.Properties, "The private key cannot be read: it must be the whole text of the key's file, and the pass phrase the one that opens it."));
            }
        }

        AuthenticationMethod method = key is null ? new PasswordAuthenticationMethod(target.UserName, target.Password ?? "") : new PrivateKeyAuthenticationMethod(target.UserName, key);
        var client = new SshClient(new ConnectionInfo(target.Host, target.Port, target.UserName, method) { Timeout = s_connectTimeout });
        byte[]? seen = null;
        client.HostKeyReceived += (_, shown) =>
        {
            seen = shown.HostKey;
            shown.CanTrust = target.HostKey is not null
                && HostKeyFingerprint.TryParse(target.HostKey, out var accepted)
                && CryptographicOperations.FixedTimeEquals(accepted, SHA256.HashData(shown.HostKey));
        };
        try
        {
            await client.ConnectAsync(cancellationToken);
            return (client, null);
        }
        catch (Exception e) when (e is SshException or ProxyException || ConnectionFault.Is(e))
        {
            client.Dispose();
            return (null, e switch
            {
                SshAuthenticationException => new ProbeResult(ProbeCause.Unauthorized, $"{address} does not accept the endpoint's credentials: check user name and password or private key."),
                SshOperationTimeoutException => new ProbeResult(ProbeCause.Timeout, $"{address} did not answer in time.") { MayPass = true },
                SshConnectionException { DisconnectReason: Renci.SshNet.Messages.Transport.DisconnectReason.HostKeyNotVerifiable or Renci.SshNet.Messages.Transport.DisconnectReason.KeyExchangeFailed } when seen is not null =>
                    NotAccepted(address, seen, target.HostKey),
                SshException => new ProbeResult(ProbeCause.Protocol, $"{address} answers, but no SSH session could be made with it: is it an SSH server?"),
                _ => ConnectionFault.Explain(e, address, null),
            });
        }
        catch (OperationCanceledException)
        {
            client.Dispose();
            throw;
        }
    }

    private static ProbeResult NotAccepted(string address, byte[] key, string? accepted) => new(
        ProbeCause.HostKey,
        $"{address}: {(accepted is null ? "no host key was accepted yet" : "the host's key is not the accepted one")}. It shows {HostKeyFingerprint.Shown(key)}; if that is your host's, set it as the endpoint's 'hostKey'.")
    {
        HostKey = HostKeyFingerprint.Shown(key),
    };
}

/// <summary>Where to sign in by SSH, and as whom.</summary>
internal sealed record SshTarget(string Host, int Port, string UserName, string? Password, string? PrivateKey, string? PassPhrase, string? HostKey)
{
    /// <summary>Never a secret.</summary>
    public override string ToString() => $"{UserName}@{Host}:{Port}";
}
