using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Projects.Endpoints.Probing;

/// <summary>Puts a failed connection into one sentence with the address and what to do about it.</summary>
public static class ConnectionFault
{
    /// <summary>Whether it is a fault of the network or the other side, and none of ours.</summary>
    public static bool Is(Exception fault) => fault is HttpRequestException or SocketException or IOException or AuthenticationException or TimeoutException;

    /// <summary>What the fault means.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="address">Where, for the message.</param>
    /// <param name="trust">Knows why a certificate was refused; null where no TLS is spoken.</param>
    public static ProbeResult Explain(Exception fault, string address, ServerTrust? trust)
    {
        var http = fault as HttpRequestException;
        if (Find<AuthenticationException>(fault) is not null || http?.HttpRequestError is HttpRequestError.SecureConnectionError)
        {
            return new ProbeResult(ProbeCause.Tls, trust?.ExplainRefusal(address) ?? $"{address}: no secure connection could be made (TLS).") { Certificate = trust?.Refused };
        }

        if (Find<TimeoutException>(fault) is not null)
        {
            return Passing(ProbeCause.Timeout, $"{address} did not answer in time.");
        }

        return Find<SocketException>(fault)?.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => NoName(address),
            _ when http?.HttpRequestError is HttpRequestError.NameResolutionError => NoName(address),
            SocketError.ConnectionRefused => Passing(ProbeCause.Connect, $"{address} refused the connection."),
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => Passing(ProbeCause.Connect, $"{address} cannot be reached: there is no route to it."),
            SocketError.TimedOut => Passing(ProbeCause.Timeout, $"{address} did not answer in time."),
            SocketError.ConnectionReset or SocketError.ConnectionAborted => Cut(address),
            { } other => Passing(ProbeCause.Connect, $"{address} cannot be reached ({other})."),
            null when http is null or { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError } => Cut(address),
            null when http.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded => new(ProbeCause.Protocol, $"{address} sent an answer that is too large."),
            null when http.HttpRequestError is HttpRequestError.InvalidResponse => Passing(ProbeCause.Protocol, $"{address} answered with something that is not HTTP."),
            null => Passing(ProbeCause.Connect, $"{address} cannot be reached ({http.HttpRequestError})."),
        };
    }

    private static ProbeResult NoName(string address) => Passing(ProbeCause.Dns, $"{address}: no address is known for that host name (DNS).");

    private static ProbeResult Cut(string address) => Passing(ProbeCause.Connect, $"{address} cut the connection.");

    private static ProbeResult Passing(ProbeCause cause, string message) => new(cause, message) { MayPass = true };

    private static T? Find<T>(Exception? fault)
        where T : Exception
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is T found)
            {
                return found;
            }
        }

        return null;
    }
}
