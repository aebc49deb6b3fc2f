using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace Slipway.Registries.Hooks.Wire;

/// <summary>Sends one request at a time to a registry's API: bounded in time and in the size of the answer, never following a redirect.</summary>
internal sealed class ApiConnection(HttpClient http, Uri baseAddress, TimeProvider time, TimeSpan timeout, int maxAnswer = ApiConnection.UsualAnswer) : IDisposable
{
    /// <summary>In bytes; a page of 100 hooks stays well under a tenth of it.</summary>
    public const int UsualAnswer = 1024 * 1024;

    private const int Chunk = 16 * 1024;

    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 32 };

    public Uri BaseAddress => baseAddress;

    public void Dispose() => http.Dispose();

    public Task<ApiReply> SendAsync(HttpMethod method, string path, object? body, string? token, CancellationToken cancellationToken) =>
        SendAsync(method, path, body, headers => headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token), cancellationToken);

    public async Task<ApiReply> SendAsync(HttpMethod method, string path, object? body, Action<HttpRequestHeaders> adorn, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        adorn(request.Headers);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType()));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var late = new CancellationTokenSource(timeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            var location = response.Headers.Location;
            var (answer, isTooLong) = await ReadAsync(response.Content, end.Token);
            return new ApiReply.Answered(
                response.StatusCode,
                answer,
                RetryAfter(response.Headers),
                (int)response.StatusCode is >= 300 and < 400 && location is not null ? (location.IsAbsoluteUri ? location.Host : baseAddress.Host) : null)
            {
                Location = location?.OriginalString,
                IsTooLong = isTooLong,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ApiReply.Silent($"no answer within {timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s");
        }
        catch (HttpRequestException e)
        {
            return new ApiReply.Silent(Cause(e));
        }
        catch (IOException)
        {
            return new ApiReply.Silent("the connection was cut in the middle of the answer");
        }
    }

    private async Task<(JsonElement? Json, bool IsTooLong)> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var kept = new MemoryStream();
        var buffer = new byte[Chunk];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > maxAnswer)
            {
                return (null, true);
            }
        }

        try
        {
            using var document = JsonDocument.Parse(kept.GetBuffer().AsMemory(0, (int)kept.Length), Bounded);
            return (document.RootElement.Clone(), false);
        }
        catch (JsonException)
        {
            return (null, false);
        }
    }

    /// <summary><c>Retry-After</c> as everybody has it, or <c>X-Retry-After</c>, a time in seconds since 1970, as Docker Hub documents it.</summary>
    private TimeSpan? RetryAfter(HttpResponseHeaders headers)
    {
        var now = time.GetUtcNow();
        var wait = headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - now;
        if (wait is null
            && headers.TryGetValues("X-Retry-After", out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            wait = DateTimeOffset.FromUnixTimeSeconds(seconds) - now;
        }

        return wait is { } w && w >= TimeSpan.Zero && w <= TimeSpan.FromDays(1) ? w : null;
    }

    private string Cause(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"the name '{baseAddress.Host}' is not known to the DNS",
        HttpRequestError.SecureConnectionError => $"no secure connection: {Innermost(e)}",
        HttpRequestError.ResponseEnded => "the connection was cut before the answer",
        HttpRequestError.ConnectionError when e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"nothing listens on port {baseAddress.Port} there (connection refused)",
        _ => Innermost(e),
    };

    private static string Innermost(Exception e)
    {
        var message = e.GetBaseException().Message;
        return message.Length > 200 ? message[..200] + "…" : message;
    }
}
