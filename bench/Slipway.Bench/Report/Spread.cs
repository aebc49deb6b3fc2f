using System.Globalization;

namespace Slipway.Bench.Report;

/// <summary>What several rounds came to.</summary>
internal sealed record Spread(double Median, double Min, double Max)
{
    /// <summary>The spread of at least one value.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return new Spread(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>Such as <c>0.83 (0.80–0.85)</c>, or <c>0.83</c> alone when the others read the same; each number in this .NET format.</summary>
    public string Show(string format)
    {
        return Text(Min) == Text(Max) ? Text(Median) : $"{Text(Median)} ({Text(Min)}–{Text(Max)})";

        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
