using System.Text;
using Slipway.Cli.Output;

namespace Slipway.Cli.Validate;

/// <summary>The lines that end on standard error, whatever the format: what could not be read, and how much was found.</summary>
internal static class Summary
{
    /// <param name="outcome">What came of it.</param>
    /// <param name="completeInVain">Whether names that no file has could not be told, although they were asked for.</param>
    public static string Print(Outcome outcome, bool completeInVain)
    {
        var text = new StringBuilder();
        foreach (var file in outcome.Unreadable)
        {
            text.Append("slipway: cannot read ").Append(Visible.Text(file.Name)).Append(": ").Append(Visible.Text(file.Why)).Append('\n');
        }

        if (completeInVain)
        {
            text.Append("slipway: names that no file has are not told while a file has errors or cannot be read.\n");
        }

        text.Append(Count(outcome.Files.Length, "file")).Append(", ").Append(Count(outcome.Errors, "error")).Append(", ").Append(Count(outcome.Warnings, "warning"));
        if (!outcome.Unreadable.IsEmpty)
        {
            text.Append(", ").Append(outcome.Unreadable.Length).Append(" not read");
        }

        return text.Append('\n').ToString();
    }

    private static string Count(int number, string what) => $"{number} {what}{(number is 1 ? "" : "s")}";
}
