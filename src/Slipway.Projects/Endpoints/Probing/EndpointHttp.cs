using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Projects.Endpoints.Probing;

/// <summary>
/// Asks one server a few questions over HTTP on behalf of an endpoint. Nothing is sent before the server's certificate is trusted, redirects are
/// not followed, cookies are not kept, and answers are read up to <see cref="MaxAnswerBytes"/>.
/// </summary>
public sealed class EndpointHttp : IDisposable
{
    /// <summary>How much of an answer is read, in bytes.</summary>
    public const int MaxAnswerBytes = 1 << 20;

    private readonly HttpClient _http;
    private readonly Uri _root;
    private readonly ServerTrust _trust;

    /// <summary>For the server at that address; its path stands before all that is asked for.</summary>
    public EndpointHttp(Uri address, ServerTrust trust, X509Certificate2? clientCertificate = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        _root = address;
        _trust = trust;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.CertificateChainPolicy = ServerTrust.NoDownloads();
        handler.SslOptions.RemoteCertificateValidationCallback = trust.Validate;
        if (clientCertificate is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => clientCertificate;
        }

        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("slipway", null));
    }

    /// <summary>The server's address, for messages.</summary>
    public string Address => _root.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>Basic credentials as a header's value; null when there is no user name.</summary>
    public static string? Basic(string? userName, string? password) =>
        userName is null ? null : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}"))}";

    /// <summary>Reads a path.</summary>
    /// <param name="path">Relative to the address, without a slash before it.</param>
    /// <param name="authorization">The value of that header; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<HttpAnswer> GetAsync(string path, string? authorization, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, authorization, null, cancellationToken);

    /// <summary>Posts JSON to a path.</summary>
    public Task<HttpAnswer> PostJsonAsync(string path, string json, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, null, json, cancellationToken);

    /// <summary>Posts JSON to a path, signed in.</summary>
    public Task<HttpAnswer> PostJsonAsync(string path, string json, string authorization, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, authorization, json, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpAnswer> SendAsync(HttpMethod method, string path, string? authorization, string? json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path.Length == 0 ? _root.AbsoluteUri : $"{Address}/{path}");
        if (authorization is not null && !request.Headers.TryAddWithoutValidation("Authorization", authorization))
        {
            return new HttpAnswer.None(new ProbeResult(ProbeCause.Properties, "The credentials have characters that cannot be sent."));
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[MaxAnswerBytes];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return new HttpAnswer.Some(
                (int)response.StatusCode,
                response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => header.Value.ToArray(), StringComparer.OrdinalIgnoreCase),
                Encoding.UTF8.GetString(buffer, 0, length));
        }
        catch (Exception e) when (ConnectionFault.Is(e))
        {
            return new HttpAnswer.None(ConnectionFault.Explain(e, Address, _trust));
        }
    }
}
