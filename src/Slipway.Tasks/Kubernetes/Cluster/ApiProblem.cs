using System.Text;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>Puts an answer that is no success into a sentence for the person who can mend it.</summary>
internal static class ApiProblem
{
    public static string Say(ApiAnswer answer, string address) => answer switch
    {
        ApiAnswer.Unreachable unreachable => unreachable.Cause,
        ApiAnswer.Refused refused => Say(refused.Status, address),
        _ => "",
    };

    private static string Say(ApiStatus status, string address) => status.Code switch
    {
        401 => $"{address} does not accept the endpoint's credentials (401): they are wrong or have expired.",
        413 => $"{address} finds the object too large (413).",
        _ when status.Message.Length == 0 => $"{address} answered {status.Code} without saying why.",
        403 => $"{address} forbids it (403): {status.Message.TrimEnd('.')}.",
        _ when status.IsPassing => $"{address} answered {status.Code} {status.Reason}: {status.Message.TrimEnd('.')}.",
        _ => WithCauses(status),
    };

    private static string WithCauses(ApiStatus status)
    {
        var text = new StringBuilder($"{status.Message.TrimEnd('.', ' ')} ({status.Code} {status.Reason})".Replace(" )", ")", StringComparison.Ordinal));
        foreach (var cause in status.Causes.Where(c => !status.Message.Contains(c.Message, StringComparison.Ordinal)).Take(10))
        {
            text.Append("; ").Append(cause.Field.Length > 0 ? $"{cause.Field}: " : "").Append(cause.Message);
        }

        return text.Append('.').ToString();
    }
}
