using System.CommandLine;
using System.Globalization;

namespace Slipway.Cli.Serve;

/// <summary>Options that are numbers within bounds.</summary>
internal static class NumberOption
{
    /// <summary>Refuses what is beyond the bounds, and says what they are.</summary>
    public static void WithinOneAnd(this Option<int> option, int most) => option.Validators.Add(result =>
    {
        // What is no number at all has been complained of already.
        if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && (number < 1 || number > most))
        {
            result.AddError($"{option.Name} is a number from 1 to {most}.");
        }
    });
}
