using Microsoft.Extensions.Logging;

namespace Slipway.Server.Identity.Keys;

/// <summary>The file that holds the master key, which only its owner may read.</summary>
/// <param name="path">Where it is.</param>
internal sealed partial class MasterKeyFile(string path)
{
    private const string FileName = "master.key";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode World = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>The file in a data directory.</summary>
    public static MasterKeyFile In(string dataDirectory) => new(Path.Combine(dataDirectory, FileName));

    /// <summary>The key that the ring is about to be wrapped with, or was a moment ago: it becomes the file as soon as the ring needs it.</summary>
    public MasterKeyFile Next => new(path + ".new");

    /// <summary>Whether the file is there.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>The key in the file.</summary>
    /// <exception cref="MasterKeyException">The file holds none, or everybody on the machine may read it.</exception>
    public MasterKey Read()
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) is var mode && (mode & World) != 0)
        {
            throw new MasterKeyException($"{path} is open to everybody on this machine (mode {Convert.ToString((int)mode, 8)}): 'chmod 600' it, and think of 'slipway keys rotate'.");
        }

        return MasterKey.Parse(File.ReadAllText(path), path);
    }

    /// <summary>Writes a new file of mode 0600, and returns when it is on disk.</summary>
    /// <exception cref="IOException">There is one already.</exception>
    public void Create(MasterKey masterKey)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(path, options);
        using var writer = new StreamWriter(stream);
        writer.WriteLine(masterKey.Export());
        writer.Flush();
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Takes the place of another file, in one step.</summary>
    public void Replace(MasterKeyFile other) => File.Move(path, other.ToString(), overwrite: true);

    /// <summary>Deletes the file if it is there.</summary>
    public void Delete() => File.Delete(path);

    /// <summary>
    /// Tells the log when the file's group may read it. That is no reason to stay away, for Kubernetes makes it so on every volume with an <c>fsGroup</c>.
    /// </summary>
    public void WarnIfOpen(ILogger logger)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Group) != 0)
        {
            LogOpenToGroup(logger, path);
        }
    }

    /// <summary>Its path.</summary>
    public override string ToString() => path;

    [LoggerMessage(5001, LogLevel.Warning, "{File} can be read by its group; its owner would do (mode 0600).")]
    private static partial void LogOpenToGroup(ILogger logger, string file);
}
