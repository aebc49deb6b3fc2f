using System.Net;

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

    /// <summary>The server's own words, and the status they came with.</summary>
    public ApiException(string message, HttpStatusCode status)
        : base(message) => Status = status;

    /// <summary>The status of the answer; null when there was none.</summary>
    public HttpStatusCode? Status { get; }
}
