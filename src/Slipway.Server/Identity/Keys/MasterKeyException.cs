namespace Slipway.Server.Identity.Keys;

/// <summary>The master key is missing, wrong, unreadable or open to others, and what would be right, in one sentence for whoever starts the server.</summary>
public sealed class MasterKeyException : IOException
{
    /// <summary>An error with no known cause.</summary>
    public MasterKeyException()
    {
    }

    /// <summary>An error with this message.</summary>
    public MasterKeyException(string message)
        : base(message)
    {
    }

    /// <summary>An error with this message and cause.</summary>
    public MasterKeyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
