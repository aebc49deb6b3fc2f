using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Callbacks;

/// <summary>
/// Calls an address that came in a delivery, which anybody may have written: only hosts of a list, over https, at addresses of the public
/// Internet, and not where they send on to.
/// </summary>
/// <param name="options">Which hosts.</param>
/// <param name="address">Where executions are shown.</param>
/// <param name="mayReach">Which addresses may be connected to.</param>
/// <param name="trust">Decides about certificates; null to trust what the system trusts.</param>
public sealed class CallbackSender(CallbackOptions options, PublicAddress address, Func<IPAddress, bool> mayReach, RemoteCertificateValidationCallback? trust) : IDisposable
{
    private readonly HttpClient http = new(Handler(mayReach, trust)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Tells it.</summary>
    /// <returns>Null when it was taken; otherwise why not.</returns>
    public async Task<string?> SendAsync(Callback callback, CancellationToken cancellationToken)
    {
        if (Refusal(callback.Url) is { } refusal)
        {
            return refusal;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Timeout);
        try
        {
            // The form of Docker Hub's chained webhooks (jenkinsci/dockerhub-notification-plugin, DockerHubCallbackPayload.java).
            using var request = new HttpRequestMessage(HttpMethod.Post, callback.Url)
            {
                Content = JsonContent.Create(new
                {
                    state = callback.State,
                    description = callback.Description,
                    context = "Slipway",
                    target_url = new Uri(address.Get(), callback.Execution is { } execution ? $"/executions/{execution}" : "/triggers/docker/activity"),
                }),
            };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return response.IsSuccessStatusCode ? null : $"{callback.Url.Host} answered {(int)response.StatusCode}.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{callback.Url.Host} did not answer within {options.Timeout.TotalSeconds:0} s.";
        }
        catch (HttpRequestException e)
        {
            return $"{callback.Url.Host} could not be called: {e.Message}";
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
