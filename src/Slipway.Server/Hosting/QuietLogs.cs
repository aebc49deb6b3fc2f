using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Slipway.Server.Hosting;

/// <summary>Logs that tell what Slipway does, and of the libraries only what is wrong.</summary>
public static class QuietLogs
{
    /// <summary>Replaces whatever logging the builder has.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="level">The least important of Slipway's own messages that are logged.</param>
    public static void AddQuietLogs(this WebApplicationBuilder builder, LogLevel level)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Slipway", level);
        // It wants the server garbage collector, which trades our memory budget for throughput that two cores do not have.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        // It takes the uptime of the machine for a pause on its first look.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
    }
}
