namespace Slipway.Storage.Journal;

/// <summary>The database could not be written: the disk is full, the file is locked, the server is gone. Trying again later may help.</summary>
public sealed class JournalUnavailableException : IOException
{
    /// <summary>An error with no known cause.</summary>
    public JournalUnavailableException()
    {
    }

    /// <summary>An error with this message.</summary>
    public JournalUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>An error with this message and cause.</summary>
    public JournalUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the connection broke while the commit was under way: then the write may be there all the same. Otherwise nothing of it is.</summary>
    public bool IsInDoubt
    {
        // Kept where it comes along when the error crosses from one process to another.
        get => Data.Contains(nameof(IsInDoubt));
        init
        {
            if (value)
            {
                Data[nameof(IsInDoubt)] = true;
            }
        }
    }
}
