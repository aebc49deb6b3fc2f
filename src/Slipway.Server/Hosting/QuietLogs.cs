using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Slipway.Server.Hosting;

/// <summary>Logs that tell what Slipway does, and of the libraries only what is wrong.</summary>
public static class QuietLogs
{
    /// <summary>Replaces whatever logging the builder has.</summary>
    public static void AddQuietLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Slipway", LogLevel.Information);
        // It takes the uptime of the machine for a pause on its first look.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
    }
}
