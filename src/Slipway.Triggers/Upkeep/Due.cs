namespace Slipway.Triggers.Upkeep;

/// <summary>When something is to be looked at next. Pure.</summary>
internal static class Due
{
    /// <summary>The interval, a fifth shorter or longer by chance, so that not everybody asks at once; and no sooner than the other side wants.</summary>
    public static DateTimeOffset Next(DateTimeOffset now, TimeSpan interval, TimeSpan? atLeast)
    {
        var next = interval * (0.8 + (0.4 * Random.Shared.NextDouble()));
        return now + (atLeast is { } wanted && wanted > next ? wanted : next);
    }
}
