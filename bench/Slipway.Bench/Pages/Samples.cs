using System.Globalization;

namespace Slipway.Bench.Pages;

/// <summary>What was measured again and again.</summary>
internal sealed class Samples
{
    private readonly List<double> values = [];

    public bool IsEmpty => values.Count == 0;

    public double Median => At(0.5);

    public double P95 => At(0.95);

    public void Add(double value) => values.Add(value);

    public double this[int round] => values[round];

    public int Count => values.Count;

    /// <summary>Such as <c>312 (290–401), p95 398</c>: the median, the least and the most, and what 95 of 100 stay under.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0} ({values.Min():0}–{values.Max():0}), p95 {P95:0}");

    // The nearest rank: a value that was measured.
    private double At(double part)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Length) - 1)];
    }
}
