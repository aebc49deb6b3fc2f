using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Slipway.Server.Hosting;

/// <summary>Bounds for who connects and then takes their time. Honest clients come nowhere near them.</summary>
internal static class ConnectionLimits
{
    /// <summary>How many connections there are at a time, not counting those of open pages.</summary>
    public const int Connections = 2_000;

    // What a connection may have sent without being read: times all of them, this has to fit into memory.
    private const int UnreadBytes = 32 * 1024;

    // The same for HTTP/2, which begins with no less (RFC 9113, 6.9.2).
    private const int Http2Bytes = 64 * 1024;

    private const double SlowestBytesPerSecond = 240;

    public static void UseConnectionLimits(this IWebHostBuilder host) => host.ConfigureKestrel(kestrel =>
    {
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = Connections;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        limits.MinRequestBodyDataRate = new MinDataRate(SlowestBytesPerSecond, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MaxRequestBufferSize = UnreadBytes;
        limits.Http2.InitialConnectionWindowSize = 2 * Http2Bytes;
        limits.Http2.InitialStreamWindowSize = Http2Bytes;
    });
}
