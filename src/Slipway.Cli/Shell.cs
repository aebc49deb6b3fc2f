using Slipway.Cli.Output;

namespace Slipway.Cli;

/// <summary>What a command has around it: streams, environment, and whether a person watches.</summary>
internal sealed record Shell
{
    /// <summary>Narrower than this no table is made.</summary>
    private const int NarrowestTable = 40;

    /// <summary>Where results go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Where everything goes that is no result.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input as bytes.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>The environment.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Asks a person for a line; what is typed is shown only if <c>visible</c>. Null when nobody is there to ask.</summary>
    public Func<string, bool, string?> Ask { get; init; } = Prompt.Ask;

    /// <summary>The clock, for waiting.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether statuses are coloured.</summary>
    public bool HasColours => Terminal.HasColours(Output);

    /// <summary>How many columns a line may have; null where nobody counts them, as in a pipe.</summary>
    public int? Width => ReferenceEquals(Output, Console.Out) && !Console.IsOutputRedirected ? Math.Max(Console.WindowWidth, NarrowestTable) : null;

    /// <summary>A variable that is set to more than white space.</summary>
    public string? Setting(string name) => Variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
