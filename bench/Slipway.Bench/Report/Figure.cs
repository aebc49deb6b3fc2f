namespace Slipway.Bench.Report;

/// <summary>One budget, what was measured, and beside what.</summary>
/// <param name="What">What is promised, with its unit.</param>
/// <param name="Measured">What it came to.</param>
/// <param name="Control">What was measured beside it.</param>
/// <param name="ControlMeasured">What that came to.</param>
/// <param name="Ratio">The first as a part of the second, round by round; empty where that says nothing.</param>
/// <param name="Budget">The promise.</param>
/// <param name="IsMet">Whether it was kept; null where nothing was promised.</param>
internal sealed record Figure(string What, string Measured, string Control, string ControlMeasured, string Ratio, string Budget, bool? IsMet)
{
    public static string[] Titles { get; } = ["what", "measured", "control", "control measured", "÷ control", "budget", ""];

    public string[] Cells => [What, Measured, Control, ControlMeasured, Ratio, Budget, IsMet switch { true => "met", false => "NOT met", null => "" }];
}
