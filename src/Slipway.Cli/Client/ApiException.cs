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

    /// <summary>The server's own words, with the path they are about and the status they came with.</summary>
    public ApiException(string path, string reason, HttpStatusCode status)
        : base($"{path}: {reason}") => (Reason, Status) = (reason, status);

    /// <summary>The server's own words alone.</summary>
    public string Reason { get => field ?? Message; }

    /// <summary>The status of the answer; null when there was none.</summary>
    public HttpStatusCode? Status { get; }
}
