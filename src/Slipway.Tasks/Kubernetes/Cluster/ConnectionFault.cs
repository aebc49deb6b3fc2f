using System.Net.Http;
using Slipway.Projects.Endpoints.Trust;
using Faults = Slipway.Projects.Endpoints.Probing.ConnectionFault;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>What a failed connection to a cluster means.</summary>
internal static class ConnectionFault
{
    public static ApiAnswer.Unreachable Explain(string address, HttpRequestException fault, ServerTrust trust)
    {
        if (fault.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            return new ApiAnswer.Unreachable($"{address} sent an answer larger than {ClusterApi.MaxAnswerBytes >> 20} MiB.", MayPass: false);
        }

        var why = Faults.Explain(fault, address, trust);
        return new ApiAnswer.Unreachable(why.Message, why.MayPass) { Why = why };
    }
}
