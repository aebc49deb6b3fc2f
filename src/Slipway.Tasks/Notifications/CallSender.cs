using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Slipway.Execution.Notifications;
using Slipway.Projects.Endpoints.Probing;

namespace Slipway.Tasks.Notifications;

/// <summary>
/// Calls the URL of a webhook notification. Who writes a pipeline says where to, so that addresses inside of the house are right; those at which clouds
/// give out credentials are refused (<see cref="ForbiddenNetworks"/>), redirects are not followed, and nothing of the answer is read. Each attempt at a notice
/// has the same <c>Idempotency-Key</c>.
/// </summary>
public sealed class CallSender : INoticeSender, IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,

        // A proxy would look up the name itself, and nobody here would know where it leads.
        UseProxy = false,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, cancellationToken),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc/>
    public NoticeProvider Provider => NoticeProvider.Webhook;

    /// <inheritdoc/>
    public async Task<NoticeAnswer> SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        var call = (CallMessage)notice.Message!;
        using var request = new HttpRequestMessage(HttpMethod.Parse(call.Method), call.Url) { Content = new StringContent(call.Payload, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(call.IsJson ? "application/json" : "text/plain", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("slipway", null));

        // IETF draft-ietf-httpapi-idempotency-key-header.
        request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{notice.Report.Id}");
        foreach (var (name, value) in call.Headers)
        {
            if (value.Any(letter => letter is not '\t' && letter is < ' ' or > '~') || !Set(request, name, value))
            {
                return NoticeAnswer.Never($"Header '{name}' cannot be sent: its name or its value has characters that headers cannot have.");
            }
        }

        // What is shown of the address is what may be: the path is often what signs in.
        var host = call.Url.Authority;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Said(host, response);
        }
        catch (HttpRequestException e) when (e.GetBaseException() is ForbiddenAddressException)
        {
            return NoticeAnswer.Never($"{host} is at a link-local address or one at which clouds give out credentials; notifications do not go there.");
        }
        catch (Exception e) when (ConnectionFault.Is(e))
        {
            return NoticeAnswer.NotNow(ConnectionFault.Explain(e, host, null).Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static NoticeAnswer Said(string host, HttpResponseMessage response)
    {
        var code = (int)response.StatusCode;
        return code switch
        {
            >= 200 and < 300 => NoticeAnswer.Taken($"{host} has taken it ({code}).", code),
            >= 300 and < 400 => NoticeAnswer.Never($"{host} answered {code} and points elsewhere, which is not followed: set 'url' to the right address.", code),
            408 or 425 or 429 or >= 500 => NoticeAnswer.NotNow($"{host} answered {code}.", code),
            _ => NoticeAnswer.Never($"{host} answered {code}.", code),
        };
    }

    private static bool Set(HttpRequestMessage request, string name, string value)
    {
        try
        {
            request.Headers.Remove(name);
            if (request.Headers.TryAddWithoutValidation(name, value))
            {
                return true;
            }

            request.Content!.Headers.Remove(name);
            return request.Content.Headers.TryAddWithoutValidation(name, value);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // A header of the body: the other collection has it.
            request.Content!.Headers.Remove(name);
            return request.Content.Headers.TryAddWithoutValidation(name, value);
        }
    }

    // Looked up once and connected to just that: a name that points elsewhere a moment later changes nothing.
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.Host, out var written) ? [written] : await Dns.GetHostAddressesAsync(host.Host, cancellationToken);
        if (addresses.Any(ForbiddenNetworks.Has))
        {
            throw new ForbiddenAddressException();
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

    private sealed class ForbiddenAddressException() : IOException("A forbidden address.");
}
