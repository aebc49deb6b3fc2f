using System.Collections.Immutable;

namespace Slipway.Cli.Validate.Reports;

/// <summary>A way to tell what was found.</summary>
internal abstract class Report
{
    private const string Text = "text";
    private const string Json = "json";
    private const string Sarif = "sarif";

    /// <summary>What <c>--format</c> takes; the first is meant when nothing is said.</summary>
    public static ImmutableArray<string> Formats { get; } = [Text, Json, Sarif];

    public static Report Of(string format, bool colours) => format switch
    {
        Json => new JsonReport(),
        Sarif => new SarifReport(Directory.GetCurrentDirectory()),
        _ => new TextReport(colours),
    };

    /// <summary>The whole of standard output.</summary>
    public abstract string Print(Outcome outcome);
}
