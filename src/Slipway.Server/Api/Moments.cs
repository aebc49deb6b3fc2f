using System.Globalization;
using Slipway.Storage;

namespace Slipway.Server.Api;

/// <summary>Moments as Code Stream's API writes them.</summary>
internal static class Moments
{
    /// <summary>ISO 8601 in UTC with milliseconds.</summary>
    public static string Wire(this DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Microseconds since 1970.</summary>
    public static long Micros(this DateTimeOffset moment) => Microseconds.From(moment);
}
