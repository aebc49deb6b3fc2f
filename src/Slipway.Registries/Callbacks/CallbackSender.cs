using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;

namespace Slipway.Registries.Callbacks;

/// <summary>
/// Calls an address that came in a delivery, which anybody may have written: only hosts of a list, over https, at addresses of the public
/// Internet, and not where they send on to.
/// </summary>
/// <param name="options">Which hosts.</param>
/// <param name="mayReach">Which addresses may be connected to.</param>
/// <param name="trust">Decides about certificates; null to trust what the system trusts.</param>
public sealed class CallbackSender(CallbackOptions options, Func<IPAddress, bool> mayReach, RemoteCertificateValidationCallback? trust) : IDisposable
{
    private readonly HttpClient http = new(Handler(mayReach, trust)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Tells it.</summary>
    /// <param name="url">Where to: a stranger's word.</param>
    /// <param name="message">What is told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it was taken; otherwise why not.</returns>
    public async Task<string?> SendAsync(Uri url, CallbackMessage message, CancellationToken cancellationToken)
    {
        if (Refusal(url) is { } refusal)
        {
            return refusal;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Timeout);
        try
        {
            // The form of Docker Hub's chained webhooks (jenkinsci/dockerhub-notification-plugin, DockerHubCallbackPayload.java).
            using var request = new HttpRequestMessage(HttpMethod.Post, url)
            {
                Content = JsonContent.Create(new
                {
                    state = message.State,
                    description = message.Description,
                    context = "Slipway",
                    target_url = message.Details,
                }),
            };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return response.IsSuccessStatusCode ? null : $"{url.Host} answered {(int)response.StatusCode}.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{url.Host} did not answer within {options.Timeout.TotalSeconds:0} s.";
        }
        catch (HttpRequestException e)
        {
            return $"{url.Host} could not be called: {e.Message}";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private string? Refusal(Uri url) =>
        url.Scheme != Uri.UriSchemeHttps || url.UserInfo.Length > 0 ? "Only https addresses without a user are called back."
        : !options.Hosts.Contains(url.Authority, StringComparer.OrdinalIgnoreCase) ? $"'{Shown(url.Authority)}' is not a host that may be called back. Allow it with --callback-host, if it is one of yours."
        : null;

    private static string Shown(string host) => host.Length > 100 ? $"{host[..100]}…" : host;

    private static SocketsHttpHandler Handler(Func<IPAddress, bool> mayReach, RemoteCertificateValidationCallback? trust) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        SslOptions = { RemoteCertificateValidationCallback = trust },
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, mayReach, cancellationToken),
    };

    // Looked up once and connected to just that: a name that points elsewhere a moment later changes nothing.
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, Func<IPAddress, bool> mayReach, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, cancellationToken);
        if (!addresses.All(mayReach))
        {
            throw new HttpRequestException("it is at an address that is not of the public Internet.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>What a registry is told of a push.</summary>
/// <param name="State"><c>success</c>, <c>failure</c> or <c>error</c>.</param>
/// <param name="Description">What came of the push, for everybody.</param>
/// <param name="Details">Where people who may see it see more.</param>
public sealed record CallbackMessage(string State, string Description, Uri Details);
