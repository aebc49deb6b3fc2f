using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Slipway.Tasks.Tests.Endpoints;

/// <summary>A mail server that takes connections, one person's password and mails that go no further (RFC 5321, 3207, 4954).</summary>
internal sealed class MailListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<string> lines = new();
    private readonly X509Certificate2? certificate;
    private readonly bool isImplicit;
    private readonly string signIn;
    private readonly Task accepting;

    public MailListener(string userName, string password, X509Certificate2? certificate = null, bool isImplicit = false)
    {
        signIn = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{userName}\0{password}"));
        (this.certificate, this.isImplicit) = (certificate, isImplicit);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What clients said; what was said inside TLS begins with <c>tls </c>.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stopping.Token);
                await TalkAsync(client.GetStream());
            }
            catch (Exception e) when (e is IOException or AuthenticationException && !stopping.IsCancellationRequested)
            {
                // A visitor that does not like the certificate leaves.
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException or IOException or AuthenticationException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        var isSecure = isImplicit;
        if (isImplicit)
        {
            stream = await SecureAsync(stream);
        }

        var reader = new StreamReader(stream, Encoding.ASCII);
        await SayAsync(stream, "220 mail.example ESMTP");
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            lines.Enqueue(isSecure ? $"tls {line}" : line);
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(stream, "250-mail.example", certificate is not null && !isSecure ? "250-STARTTLS" : "250-8BITMIME", "250 AUTH PLAIN");
                    break;
                case "STARTTLS" when certificate is not null:
                    await SayAsync(stream, "220 go ahead");
                    stream = await SecureAsync(stream);
                    reader = new StreamReader(stream, Encoding.ASCII);
                    isSecure = true;
                    break;
                case "AUTH":
                    await SayAsync(stream, line == $"AUTH PLAIN {signIn}" ? "235 welcome" : "535 5.7.8 bad credentials");
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    while (await reader.ReadLineAsync(stopping.Token) is { } text && text != ".")
                    {
                        lines.Enqueue(text);
                    }

                    await SayAsync(stream, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stopping.Token);
        return tls;
    }

    private async Task SayAsync(Stream stream, params string[] answer) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(answer.Select(line => line + "\r\n"))), stopping.Token);
}
