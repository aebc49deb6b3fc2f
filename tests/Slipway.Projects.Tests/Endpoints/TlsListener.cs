using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Projects.Tests.Endpoints;

/// <summary>A socket that shows certificates, and keeps what it is sent after that.</summary>
internal sealed class TlsListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private long received;

    public TlsListener(X509Certificate2 certificate, params X509Certificate2[] above)
    {
        listener.Start();
        accepting = AcceptAsync(SslStreamCertificateContext.Create(certificate, [.. above], offline: true));
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many bytes came after the handshakes.</summary>
    public long Received => Interlocked.Read(ref received);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync(SslStreamCertificateContext certificates)
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stopping.Token);
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = certificates }, stopping.Token);
                Interlocked.Add(ref received, await tls.ReadAsync(new byte[1024], stopping.Token));
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
}
