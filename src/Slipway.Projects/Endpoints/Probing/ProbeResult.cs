using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Projects.Endpoints.Probing;

/// <summary>What came of connecting to an endpoint.</summary>
/// <param name="Cause">What went wrong; null when nothing did.</param>
/// <param name="Message">One sentence: where, what, and what would be right. No secrets.</param>
public sealed record ProbeResult(ProbeCause? Cause, string Message)
{
    /// <summary>The certificate that was refused; null when none was.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>The SSH host key that was refused, as <see cref="HostKeyFingerprint"/> shows it; null when none was.</summary>
    public string? HostKey { get; init; }

    /// <summary>Whether asking again can help.</summary>
    public bool MayPass { get; init; }

    /// <summary>Whether it worked.</summary>
    public bool IsOk => Cause is null;

    /// <summary>It worked.</summary>
    public static ProbeResult Ok(string message) => new(null, message);
}

/// <summary>Why an endpoint does not work.</summary>
public enum ProbeCause
{
    /// <summary>No address is known for the host name.</summary>
    Dns,

    /// <summary>Nobody takes the connection, or it was cut.</summary>
    Connect,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>The server's certificate is not trusted, or TLS could not be spoken.</summary>
    Tls,

    /// <summary>The SSH server's host key is not the accepted one, or none was accepted yet.</summary>
    HostKey,

    /// <summary>The credentials are not accepted (401).</summary>
    Unauthorized,

    /// <summary>The credentials are accepted and not enough (403).</summary>
    Forbidden,

    /// <summary>What the endpoint names is not there (404).</summary>
    NotFound,

    /// <summary>The other side cannot answer at the moment (429, 5xx).</summary>
    Unavailable,

    /// <summary>The other side speaks, but not what was expected.</summary>
    Protocol,

    /// <summary>A property cannot work whatever the other side says.</summary>
    Properties,

    /// <summary>This server cannot try endpoints of that type.</summary>
    Unsupported,
}
