using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>A chat that pipelines tell of things. It takes everything, and knows of each under which key it came.</summary>
internal sealed class Chat : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Message> heard = new();

    private Chat(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public IReadOnlyList<Message> Heard => [.. heard];

    public static async Task<Chat> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var chat = new Chat(app);
        app.Run(chat.HearAsync);
        await app.StartAsync(cancellationToken);
        return chat;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task HearAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var text = await body.ReadToEndAsync(context.RequestAborted);
        heard.Enqueue(new Message($"{context.Request.Headers["Idempotency-Key"]}", $"chat {text}"));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
