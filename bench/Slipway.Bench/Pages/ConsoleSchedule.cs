namespace Slipway.Bench.Pages;

/// <summary>How much of the console is measured.</summary>
/// <param name="Executions">How many executions and how many events there are.</param>
/// <param name="Paints">How often each page is opened, cold and warm.</param>
/// <param name="Walks">How often each interaction is made.</param>
/// <param name="Consoles">How many consoles are open.</param>
/// <param name="Load">How long executions change meanwhile.</param>
internal sealed record ConsoleSchedule(int Executions, int Paints, int Walks, int Consoles, TimeSpan Load)
{
    public static ConsoleSchedule Full { get; } = new(100_000, 12, 30, 200, TimeSpan.FromSeconds(60));

    public static ConsoleSchedule Quick { get; } = new(100_000, 3, 5, 200, TimeSpan.FromSeconds(20));
}
