namespace Slipway.Server.Hosting;

/// <summary>The data directory, taken by one program at a time: two servers on one SQLite file, or a server while its keys are rotated, would each believe what it has read.</summary>
internal sealed class DataDirectory : IDisposable
{
    private const string LockName = "slipway.lock";

    // What .NET leaves of the operating system's answer.
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly FileStream held;
    private readonly bool isNew;
    private bool isUsed;

    private DataDirectory(string path, FileStream held, bool isNew)
    {
        Path = path;
        this.held = held;
        this.isNew = isNew;
    }

    /// <summary>The directory's full path.</summary>
    public string Path { get; }

    /// <summary>Takes the directory; it is made where there is none. The operating system lets go of it when the process ends, however it ends.</summary>
    /// <exception cref="IOException">Another program has it.</exception>
    public static DataDirectory Take(string path)
    {
        var full = Directory.CreateDirectory(path).FullName;
        var file = System.IO.Path.Combine(full, LockName);
        var isNew = !File.Exists(file);
        try
        {
            return new DataDirectory(full, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), isNew);
        }
        catch (IOException e) when (e.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            throw new IOException($"{full} is in use by another slipway. Stop that one first.", e);
        }
    }

    /// <summary>From now on something may be written here.</summary>
    public void Use() => isUsed = true;

    /// <summary>Lets go. Who took it and wrote nothing leaves no file behind.</summary>
    public void Dispose()
    {
        if (isNew && !isUsed)
        {
            File.Delete(held.Name);
        }

        held.Dispose();
    }
}
