namespace Slipway.Cli.Client;

/// <summary>The server answered that it will not.</summary>
public sealed class ApiException : Exception
{
    /// <summary>An answer with no words.</summary>
    public ApiException()
    {
    }

    /// <summary>The server's own words.</summary>
    public ApiException(string message)
        : base(message)
    {
    }

    /// <summary>The server's own words, and what caused the call to fail.</summary>
    public ApiException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
