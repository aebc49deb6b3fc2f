using System.Text;

namespace Slipway.Cli;

/// <summary>Asks the person at the terminal.</summary>
internal static class Prompt
{
    /// <summary>A line that was typed; null when standard input is no terminal. A secret is not shown while it is typed.</summary>
    public static string? Ask(string question, bool visible)
    {
        if (Console.IsInputRedirected)
        {
            return null;
        }

        Console.Error.Write(question);
        if (visible)
        {
            return Console.ReadLine();
        }

        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key is not ConsoleKey.Enter)
        {
            if (key.Key is ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
