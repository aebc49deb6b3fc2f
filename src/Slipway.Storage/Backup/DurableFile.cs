using System.Runtime.InteropServices;
using System.Text;

namespace Slipway.Storage.Backup;

/// <summary>Files that are where they are said to be, whenever the power fails.</summary>
public static class DurableFile
{
    private const int ReadOnly = 0;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes an empty file that nobody but its owner may read.</summary>
    /// <exception cref="IOException">There is one already, or none can be made.</exception>
    public static void CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        new FileStream(path, options).Dispose();
    }

    /// <summary>Puts a file, which is flushed first, into its place in one step.</summary>
    /// <exception cref="IOException">There is one already and it is not to be replaced, or it cannot be done.</exception>
    public static void Move(string from, string to, bool overwrite)
    {
        Flush(from);
        File.Move(from, to, overwrite);
        FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>Copies a file, for nobody but its owner to read, and returns when it is on disk.</summary>
    public static void Copy(string from, string to)
    {
        File.Copy(from, to, overwrite: false);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(to, OwnerOnly);
        }

        Flush(to);
        FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    private static void Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    // .NET flushes files, and the name of a file stands in its directory.
    private static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var directory = Open(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly);
        if (directory < 0)
        {
            throw new IOException($"{path} cannot be flushed to disk (error {Marshal.GetLastPInvokeError()}).");
        }

        var isFlushed = Synchronize(directory) == 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(directory);
        if (!isFlushed)
        {
            throw new IOException($"{path} cannot be flushed to disk (error {error}).");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronize(int file);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
