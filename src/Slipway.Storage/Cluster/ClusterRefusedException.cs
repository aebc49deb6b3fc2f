namespace Slipway.Storage.Cluster;

/// <summary>A node cannot join the others, and why, in a sentence for whoever starts it.</summary>
public sealed class ClusterRefusedException : IOException
{
    /// <summary>An error with no known cause.</summary>
    public ClusterRefusedException()
    {
    }

    /// <summary>An error with this message.</summary>
    public ClusterRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>An error with this message and cause.</summary>
    public ClusterRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
