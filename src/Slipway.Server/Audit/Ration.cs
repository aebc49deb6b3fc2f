namespace Slipway.Server.Audit;

/// <summary>
/// Bounds how much one sender can have recorded who is not let in: the audit is kept for good, and must not be what fills the disk.
/// The first of each minute are recorded, the others are counted, and the count is told with the sender's next one.
/// </summary>
internal sealed class Ration(TimeProvider clock)
{
    /// <summary>How many of one sender's are recorded in a minute.</summary>
    public const int PerMinute = 10;

    private const int MostSenders = 10_000;
    private const string TheOthers = "";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Window> windows = [];

    /// <summary>What is to be added to the record's message; null when there is to be no record.</summary>
    public string? Take(string sender)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var window = Find(sender, now);
            var passedOver = 0;
            if (now - window.Start >= Minute)
            {
                (passedOver, window.Start, window.Count) = (Math.Max(window.Count - PerMinute, 0), now, 0);
            }

            window.Count++;
            return window.Count > PerMinute ? null
                : window.Count == PerMinute ? " Others from the same sender within this minute are not recorded one by one."
                : passedOver > 0 ? $" {passedOver} others from the same sender before this one were not recorded one by one."
                : "";
        }
    }

    private Window Find(string sender, DateTimeOffset now)
    {
        if (!windows.ContainsKey(sender) && windows.Count >= MostSenders)
        {
            foreach (var (old, _) in windows.Where(known => now - known.Value.Start >= Minute && known.Value.Count <= PerMinute).ToList())
            {
                windows.Remove(old);
            }

            sender = windows.Count >= MostSenders ? TheOthers : sender;
        }

        if (!windows.TryGetValue(sender, out var window))
        {
            windows[sender] = window = new Window { Start = now };
        }

        return window;
    }

    private sealed class Window
    {
        public DateTimeOffset Start { get; set; }

        public int Count { get; set; }
    }
}
