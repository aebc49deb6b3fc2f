namespace Slipway.Storage;

/// <summary>Moments as numbers: microseconds since 1970-01-01 UTC.</summary>
public static class Microseconds
{
    /// <summary>The moment's number; what is finer than a microsecond is cut off.</summary>
    public static long From(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The number's moment.</summary>
    public static DateTimeOffset ToMoment(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
