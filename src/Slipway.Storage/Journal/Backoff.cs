namespace Slipway.Storage.Journal;

/// <summary>How long a database that was not there is left alone: a tenth of a second, then twice as long each time, up to three seconds.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <param name="times">How often it was not there, one after the other.</param>
    public static TimeSpan After(int times) => times switch
    {
        0 => TimeSpan.Zero,
        > 5 => Longest,
        _ => First * (1 << (times - 1)),
    };
}
