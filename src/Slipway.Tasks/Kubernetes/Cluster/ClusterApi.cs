using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Polly;
using Slipway.Execution.Recovery;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>
/// Speaks JSON with one cluster over the official client's connection, whatever the kind: typed models would
/// lose the fields they do not know. Every answer is bounded in size and time.
/// </summary>
internal sealed partial class ClusterApi
{
    /// <summary>The largest answer that is read, in bytes.</summary>
    public const int MaxAnswerBytes = 64 << 20;

    /// <summary>Schemas of custom kinds nest deeper than the 64 levels that are read by default.</summary>
    public const int MaxDepth = 512;

    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = MaxDepth };
    private static readonly TimeSpan s_answerTimeout = TimeSpan.FromSeconds(30);

    private readonly ClusterClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<ApiAnswer> _retry;

    public ClusterApi(ClusterClient client, TimeProvider time, ILogger logger)
    {
        _client = client;
        _time = time;
        _logger = logger;
        _client.Kubernetes.HttpClient.MaxResponseContentBufferSize = MaxAnswerBytes;
        _retry = ApiRetry.Create(time, LogRetry);
        Discovery = new Discovery(this, time);
    }

    /// <summary>The server's address, for messages.</summary>
    public string Address => _client.Address;

    /// <summary>The kinds this cluster serves.</summary>
    public Discovery Discovery { get; }

    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, null, cancellationToken);

    /// <summary>Asks once: for somebody who waits for the answer.</summary>
    public Task<ApiAnswer> TryGetAsync(string path, CancellationToken cancellationToken) =>
        SendOnceAsync(HttpMethod.Get, path, null, null, cancellationToken);

    /// <summary>Sends, and sends again as <see cref="ApiRetry"/> says.</summary>
    public async Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, JsonObject? body, string? mediaType, CancellationToken cancellationToken)
    {
        var bytes = body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString());
        return await _retry.ExecuteAsync(
            async token => await SendOnceAsync(method, path, bytes, mediaType, token), cancellationToken);
    }

    /// <summary>Opens a stream of answers. The caller disposes the response; null when there is none, and then the answer tells why.</summary>
    public async Task<(HttpResponseMessage? Response, ApiAnswer? Problem)> OpenAsync(string path, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            using var request = await RequestAsync(HttpMethod.Get, path, null, null, cancellationToken);
            response = await _client.Kubernetes.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return (response, null);
            }

            var problem = await ReadAsync(response, cancellationToken);
            response.Dispose();
            return (null, problem);
        }
        catch (HttpRequestException e)
        {
            response?.Dispose();
            return (null, ConnectionFault.Explain(Address, e, _client.Trust));
        }
    }

    private async Task<ApiAnswer> SendOnceAsync(HttpMethod method, string path, byte[]? body, string? mediaType, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_answerTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var request = await RequestAsync(method, path, body, mediaType, either.Token);
            PassWrite(method, "cluster.write.before");
            using var response = await _client.Kubernetes.HttpClient.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            PassWrite(method, "cluster.write.after");
            return await ReadAsync(response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ApiAnswer.Unreachable($"{Address} did not answer within {s_answerTimeout.TotalSeconds:0} s.", MayPass: true);
        }
        catch (HttpRequestException e)
        {
            return ConnectionFault.Explain(Address, e, _client.Trust);
        }
    }

    private static void PassWrite(HttpMethod method, string failpoint)
    {
        if (method != HttpMethod.Get)
        {
            Failpoint.Hit(failpoint);
        }
    }

    private async Task<HttpRequestMessage> RequestAsync(HttpMethod method, string path, byte[]? body, string? mediaType, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, new Uri(_client.Kubernetes.BaseUri, path)) { Version = HttpVersion.Version20 };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("slipway", null));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType ?? "application/json");
        }

        if (_client.Kubernetes.Credentials is { } credentials)
        {
            await credentials.ProcessHttpRequestAsync(request, cancellationToken);
        }

        return request;
    }

    private async Task<ApiAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        JsonObject? body = null;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            body = await JsonNode.ParseAsync(stream, documentOptions: s_deep, cancellationToken: cancellationToken) as JsonObject;
        }
        catch (JsonException)
        {
        }
        catch (IOException)
        {
            return new ApiAnswer.Unreachable($"{Address} cut the connection.", MayPass: true);
        }

        return response.IsSuccessStatusCode
            ? body is null
                ? new ApiAnswer.Unreachable($"{Address} answered {(int)response.StatusCode} without JSON: is it a Kubernetes API?", MayPass: false)
                : new ApiAnswer.Ok(body)
            : new ApiAnswer.Refused(ApiStatus.From((int)response.StatusCode, body, AskedWait(response)));
    }

    private TimeSpan? AskedWait(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        return asked?.Delta ?? (asked?.Date is { } date && date > _time.GetUtcNow() ? date - _time.GetUtcNow() : null);
    }

    private void LogRetry(ApiAnswer answer) => RequestRepeated(Address, answer switch
    {
        ApiAnswer.Refused refused => $"{refused.Status.Code} {refused.Status.Reason}",
        ApiAnswer.Unreachable unreachable => unreachable.Cause,
        _ => "",
    });

    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, Message = "A request to {Cluster} is sent again: {Cause}")]
    private partial void RequestRepeated(string cluster, string cause);
}
