using Slipway.Pipelines;

namespace Slipway.Cli.Validate.Files;

/// <summary>What came of reading a file.</summary>
internal abstract record ReadFile
{
    public sealed record Read(ReadResult Result) : ReadFile;

    public sealed record Failed(string Why) : ReadFile;
}

/// <summary>Reads files, each only so far as a document may be large.</summary>
internal static class FileReading
{
    private const int Chunk = 64 * 1024;

    public static async Task<ReadFile> ReadAsync(FoundFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        try
        {
            // To open or read a pipe that nobody writes to cannot be canceled; it is left behind then, and the program ends.
            var bytes = await Task.Run(() => ReadAsync(file, options.MaxBytes, cancellationToken), cancellationToken).WaitAsync(cancellationToken);
            return new ReadFile.Read(bytes is null ? TooLarge(options) : DocumentFile.Read(bytes.Value, options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ReadFile.Failed(Why(e));
        }
    }

    /// <summary>Why a file cannot be read, as the rest of a sentence that has named it.</summary>
    public static string Why(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file or directory.",
        UnauthorizedAccessException => "permission is denied.",
        _ => e.Message,
    };

    private static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(FoundFile file, int most, CancellationToken cancellationToken)
    {
        await using var stream = file.Path is null ? Console.OpenStandardInput() : Open(file.Path);
        return await ReadAsync(stream, most, cancellationToken);
    }

    /// <summary>All bytes; null when there are more than may be.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        // Pipes do not know their length, and a file may grow while it is read: what counts is what comes.
        if (stream.CanSeek && stream.Length > most)
        {
            return null;
        }

        var bytes = new MemoryStream();
        var chunk = new byte[Chunk];
        while (await stream.ReadAsync(chunk, cancellationToken) is var count and > 0)
        {
            if (bytes.Length + count > most)
            {
                return null;
            }

            bytes.Write(chunk, 0, count);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static ReadResult TooLarge(ReadOptions options) => new(
        [],
        [new Diagnostic(DiagnosticCodes.TooLarge, Severity.Error, 1, 1, $"The file is larger than {options.MaxBytes} bytes; more are not read.", "Put its documents into several files.")]);
}
