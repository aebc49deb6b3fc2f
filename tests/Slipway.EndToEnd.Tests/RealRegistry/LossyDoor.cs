using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Slipway.EndToEnd.Tests.RealRegistry;

/// <summary>A proxy on a bad day between a registry and the server: it turns deliveries away, passes them on late, or passes them on and loses the answer.</summary>
internal sealed class LossyDoor : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new();
    private Uri? hook;
    private int toLose;
    private int lost;
    private int refused;
    private int passed;
    private TaskCompletionSource? gate;
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LossyDoor(WebApplication app) => this.app = app;

    /// <summary>Whether nothing gets through.</summary>
    public volatile bool Refuses;

    /// <summary>How many answers got lost.</summary>
    public int Lost => Volatile.Read(ref lost);

    /// <summary>How many deliveries were turned away.</summary>
    public int Refused => Volatile.Read(ref refused);

    /// <summary>How many deliveries the server has answered.</summary>
    public int Passed => Volatile.Read(ref passed);

    /// <summary>Ends as soon as a delivery is held back.</summary>
    public Task Held => held.Task;

    public static async Task<LossyDoor> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var door = new LossyDoor(app);
        app.Run(door.PassAsync);
        await app.StartAsync();
        return door;
    }

    /// <summary>The address to give to a registry in place of the hook's.</summary>
    public Uri Before(Uri address)
    {
        hook = address;
        return new Uri(app.Urls.Single());
    }

    /// <summary>Loses the next answers.</summary>
    public void LoseAnswers(int count) => Volatile.Write(ref toLose, count);

    /// <summary>Holds deliveries back. Whoever has sent them need not be there any more when they are passed on.</summary>
    public void Holds() => gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Passes on what was held back.</summary>
    public void LetsGo() => gate!.SetResult();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        if (Refuses)
        {
            Interlocked.Increment(ref refused);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var whole = new MemoryStream();
        await context.Request.Body.CopyToAsync(whole, context.RequestAborted);
        if (gate is { } closed)
        {
            held.TrySetResult();
            await closed.Task;
        }

        using var body = new ByteArrayContent(whole.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        try
        {
            using var answer = await http.PostAsync(hook, body, CancellationToken.None);
            Interlocked.Increment(ref passed);
            context.Response.StatusCode = (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            return;
        }

        if (Interlocked.Decrement(ref toLose) >= 0)
        {
            Interlocked.Increment(ref lost);
            context.Abort();
        }
    }
}
