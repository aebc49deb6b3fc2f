namespace Slipway.Storage;

/// <summary>The database that was asked for cannot be used, and why, in one sentence for whoever starts the server. Names no password.</summary>
public sealed class DatabaseUnavailableException : IOException
{
    /// <summary>An error with no known cause.</summary>
    public DatabaseUnavailableException()
    {
    }

    /// <summary>An error with this message.</summary>
    public DatabaseUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>An error with this message and cause.</summary>
    public DatabaseUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
