using System.Text;

namespace Slipway.Cli.Input;

/// <summary>What comes in by standard input: bounded, and as UTF-8.</summary>
internal static class StandardInput
{
    /// <summary>A document at most.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    private const int MostOfALine = 64 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>One line, without its end.</summary>
    /// <exception cref="CommandException">There is none, or more than one.</exception>
    public static async Task<string> LineAsync(Shell shell, string what, CancellationToken cancellationToken)
    {
        var text = (await TextAsync(shell, MostOfALine, cancellationToken)).TrimEnd('\r', '\n');
        return text.Length > 0 && !text.Any(char.IsControl)
            ? text
            : throw new CommandException(ExitCodes.Usage, $"standard input must hold {what} on one line, {(text.Length is 0 ? "but holds nothing" : "and no control characters")}.");
    }

    /// <summary>All of it, without the one end of line that <c>echo</c> adds.</summary>
    public static async Task<string> ValueAsync(Shell shell, CancellationToken cancellationToken)
    {
        var text = await TextAsync(shell, MostBytes, cancellationToken);
        return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
    }

    /// <summary>All of it as it is.</summary>
    /// <exception cref="CommandException">It is too large, or no UTF-8.</exception>
    public static async Task<string> TextAsync(Shell shell, int most, CancellationToken cancellationToken)
    {
        await using var stream = shell.OpenInput();
        return await ReadAsync(stream, "standard input", most, cancellationToken);
    }

    /// <summary>A file, or standard input for <c>-</c>.</summary>
    /// <exception cref="CommandException">It cannot be read, is too large, or no UTF-8.</exception>
    public static async Task<string> FileAsync(Shell shell, string path, CancellationToken cancellationToken)
    {
        if (path is "-")
        {
            return await TextAsync(shell, MostBytes, cancellationToken);
        }

        try
        {
            await using var stream = File.OpenRead(path);
            return await ReadAsync(stream, path, MostBytes, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException(ExitCodes.Usage, $"cannot read {path}: {Validate.Files.FileReading.Why(e)}");
        }
    }

    private static async Task<string> ReadAsync(Stream stream, string name, int most, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await stream.ReadAsync(chunk, cancellationToken) is var count and > 0)
        {
            bytes.Write(chunk, 0, count);
            if (bytes.Length > most)
            {
                throw new CommandException(ExitCodes.Usage, $"{name} has more than {most} bytes.");
            }
        }

        try
        {
            return Strict.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (DecoderFallbackException)
        {
            throw new CommandException(ExitCodes.Usage, $"{name} is no UTF-8.");
        }
    }
}
