namespace Slipway.Triggers.Intake;

/// <summary>
/// Whether deliveries come in such numbers that taking them in goes first: what a registry cannot get rid of in time is lost, what is on disk can be
/// decided a little later.
/// </summary>
public sealed class Rush(TimeProvider clock)
{
    /// <summary>So many deliveries a second are one.</summary>
    public const int PerSecond = 500;

    private const int WindowsPerSecond = 10;

    private readonly Lock gate = new();
    private long window;
    private int inWindow;
    private int inWindowBefore;

    /// <summary>Whether one is on, by the last one to two tenths of a second.</summary>
    public bool IsOn
    {
        get
        {
            lock (gate)
            {
                Turn();
                return Math.Max(inWindow, inWindowBefore) >= PerSecond / WindowsPerSecond;
            }
        }
    }

    /// <summary>A delivery was taken in.</summary>
    public void Count()
    {
        lock (gate)
        {
            Turn();
            inWindow++;
        }
    }

    private void Turn()
    {
        var now = clock.GetTimestamp() / (clock.TimestampFrequency / WindowsPerSecond);
        if (now != window)
        {
            (inWindowBefore, inWindow, window) = (now == window + 1 ? inWindow : 0, 0, now);
        }
    }
}
