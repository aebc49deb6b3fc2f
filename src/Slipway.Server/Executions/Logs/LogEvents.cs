using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slipway.Execution.Feed;
using Slipway.Execution.Logs;
using Slipway.Execution.State;

namespace Slipway.Server.Executions.Logs;

/// <summary>
/// Follows a log as server-sent events: one for each chunk, its id the position, and <c>end</c> when the execution has ended and all was sent.
/// The store is the truth. What is appended in this process wakes the stream; what another node appends is found by looking.
/// </summary>
internal sealed class LogEvents(ExecutionState execution, LogRequest request) : IResult
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // Then whoever follows asks again, from where they are: they may not be allowed to any more.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, lifetime.ApplicationStopping);
        var response = httpContext.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache, no-store, no-transform";

        // nginx and those who took it over from it.
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await FollowAsync(services, response, ends.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or DbException or { InnerException: DbException })
        {
            // They are gone, or the server or its database is: who follows comes again with the last id.
        }
    }

    private async Task FollowAsync(IServiceProvider services, HttpResponse response, CancellationToken cancellationToken)
    {
        var (store, clock) = (services.GetRequiredService<ILogStore>(), services.GetRequiredService<TimeProvider>());
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var appended = services.GetRequiredService<Feed<LogAppended>>().Subscribe(news => _ = news.Execution == execution.Id && wake.Writer.TryWrite(true));
        using var ended = services.GetRequiredService<Feed<ExecutionState>>().Subscribe(news => _ = news.Id == execution.Id && news.Status.IsEnded() && wake.Writer.TryWrite(true));
        var (began, written) = (clock.GetTimestamp(), clock.GetTimestamp());
        var position = request.Query.After;
        await SendAsync(response, "retry: 1000\n\n", cancellationToken);
        while (true)
        {
            var page = await store.ReadAsync(execution.Id, request.Query with { After = position }, cancellationToken);
            if (page is { Chunks: [.., var last] })
            {
                await SendAsync(response, string.Concat(page.Chunks.Select(Event)), cancellationToken);
                (position, written) = (last.Position, clock.GetTimestamp());
            }

            if (page is null or { HasMore: false } && page?.Status.IsEnded() is not false)
            {
                await SendAsync(response, $"event: end\ndata: {page?.Status.Wire() ?? "DELETED"}\n\n", cancellationToken);
                return;
            }

            if (clock.GetElapsedTime(began) > Longest)
            {
                return;
            }

            if (page is { HasMore: false })
            {
                await WaitAsync(wake.Reader, clock, cancellationToken);
            }

            if (clock.GetElapsedTime(written) > Heartbeat)
            {
                await SendAsync(response, ": still here\n\n", cancellationToken);
                written = clock.GetTimestamp();
            }
        }
    }

    private static async Task WaitAsync(ChannelReader<bool> wake, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(wake.WaitToReadAsync(look.Token).AsTask(), Task.Delay(Look, clock, look.Token));
        await look.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        wake.TryRead(out _);
    }

    private string Event(LogChunk chunk)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"id: {chunk.Position}\n"));
        if (request.IsJson)
        {
            text.Append("data: ").Append(LogWriting.Json(request, chunk).ToJsonString(Plain)).Append('\n');
        }
        else
        {
            foreach (var line in chunk.Lines)
            {
                text.Append("data: ").Append(LogWriting.Text(request, chunk, line)).Append('\n');
            }
        }

        return text.Append('\n').ToString();
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task SendAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
