using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>Puts a failed connection into one sentence with the address and what to do about it.</summary>
internal static class ConnectionFault
{
    public static ApiAnswer.Unreachable Explain(string address, HttpRequestException fault, ServerTrust trust)
    {
        if (Find<AuthenticationException>(fault) is not null || fault.HttpRequestError is HttpRequestError.SecureConnectionError)
        {
            return new ApiAnswer.Unreachable(trust.ExplainRefusal(address), MayPass: false);
        }

        if (fault.HttpRequestError is HttpRequestError.NameResolutionError)
        {
            return new ApiAnswer.Unreachable($"{address}: no address is known for that host name (DNS).", MayPass: true);
        }

        return new ApiAnswer.Unreachable(Find<SocketException>(fault)?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => $"{address} refused the connection.",
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"{address} cannot be reached: there is no route to it.",
            SocketError.TimedOut => $"{address} did not answer in time.",
            SocketError.ConnectionReset or SocketError.ConnectionAborted => $"{address} cut the connection.",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"{address}: no address is known for that host name (DNS).",
            { } other => $"{address} cannot be reached ({other}).",
            null when fault.HttpRequestError is HttpRequestError.ResponseEnded => $"{address} cut the connection.",
            null when fault.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded => $"{address} sent an answer larger than {ClusterApi.MaxAnswerBytes >> 20} MiB.",
            null => $"{address} cannot be reached ({fault.HttpRequestError}).",
        }, MayPass: fault.HttpRequestError is not HttpRequestError.ConfigurationLimitExceeded);
    }

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
