using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Slipway.Sandbox.DockerHub;

/// <summary>What goes wrong with the requests to come. Faults are used up in the order in which they were ordered.</summary>
internal sealed class HubFaults(CancellationToken stopping)
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private volatile bool isDown;

    /// <summary>Whether every request is answered with 503.</summary>
    public bool IsDown
    {
        get => isDown;
        set => isDown = value;
    }

    public void Order(int times, string request, RequestDelegateWithNext happen)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (gate)
        {
            faults.Add(new Fault(request, happen) { Left = times });
        }
    }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/v2"))
        {
            await next(context);
        }
        else if (IsDown)
        {
            await AnswerAsync(context, 503, """{"message":"service unavailable"}""", null);
        }
        else if (Take($"{context.Request.Method} {context.Request.Path}") is { } happen)
        {
            await happen(context, next);
        }
        else
        {
            await next(context);
        }
    }

    public static async Task AnswerAsync(HttpContext context, int status, string body, TimeSpan? retryAfter)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = body.StartsWith('{') ? "application/json" : "text/html";
        if (retryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (status == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers["X-RateLimit-Limit"] = "180";
            context.Response.Headers["X-RateLimit-Remaining"] = "0";
        }

        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    public async Task HoldAsync(HeldRequests held, HttpContext context, RequestDelegate next)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await held.WaitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
            return;
        }

        await next(context);
    }

    /// <summary>Does what was asked and cuts the connection before the answer.</summary>
    public static async Task LoseAnswerAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Body = Stream.Null;
        await next(context);
        context.Abort();
    }

    private RequestDelegateWithNext? Take(string request)
    {
        lock (gate)
        {
            var fault = faults.Find(f => request.StartsWith(f.Request, StringComparison.Ordinal));
            if (fault is null)
            {
                return null;
            }

            fault.Left--;
            if (fault.Left == 0)
            {
                faults.Remove(fault);
            }

            return fault.Happen;
        }
    }

    private sealed class Fault(string request, RequestDelegateWithNext happen)
    {
        public string Request => request;

        public RequestDelegateWithNext Happen => happen;

        public required int Left { get; set; }
    }
}

/// <summary>What happens to a request in place of, or around, the usual.</summary>
internal delegate Task RequestDelegateWithNext(HttpContext context, RequestDelegate next);
