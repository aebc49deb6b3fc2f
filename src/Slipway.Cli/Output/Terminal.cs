namespace Slipway.Cli.Output;

/// <summary>Where the output goes.</summary>
internal static class Terminal
{
    /// <summary>Whether a person sees it in colours: on a terminal, unless NO_COLOR (no-color.org) asks for none.</summary>
    public static bool HasColours(TextWriter output) =>
        ReferenceEquals(output, Console.Out)
        && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";
}
