using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Slipway.Server.Audit;

namespace Slipway.Server.Triggers.Door;

/// <summary>Lets calls through as often as their sender may call, and remembers who was refused inside.</summary>
internal sealed partial class Turnstile(SourceRates rates, TimeProvider clock, ILogger<Turnstile> logger)
{
    // However many are turned away, and from wherever: their number must not fill the log.
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private long? toldAt;
    private int untold;

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var source = context.Source();
        if (rates.Enter(source) is { } wait)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            Tell(source);
            return;
        }

        await next(context);
        if (IsRefusal(context.Response.StatusCode))
        {
            rates.Refused(source);
        }
    }

    // Who has the token and sends what cannot be read is not one of them: that delivery is kept, and costs what any does.
    private static bool IsRefusal(int status) => status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden
        or StatusCodes.Status405MethodNotAllowed or StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge;

    private void Tell(string source)
    {
        int count;
        lock (gate)
        {
            untold++;
            if (toldAt is { } before && clock.GetElapsedTime(before) < BetweenLines)
            {
                return;
            }

            (count, untold, toldAt) = (untold, 0, clock.GetTimestamp());
        }

        LogTurnedAway(count, source);
    }

    [LoggerMessage(3040, LogLevel.Warning, "Deliveries come too often: {Count} were turned away since this was last said, the last one from {Source}.")]
    private partial void LogTurnedAway(int count, string source);
}

/// <summary>Whose call it is.</summary>
internal static class Sources
{
    /// <summary>The address, of IPv6 its network: what one sender has.</summary>
    public static string Source(this HttpContext context) => RemoteAddresses.Sender(context.RemoteAddress());
}
