using Slipway.Sandbox.Kubernetes.Http;

namespace Slipway.Sandbox.Kubernetes.Faults;

/// <summary>What shall go wrong with the next requests that match.</summary>
internal sealed class Fault(int times, Func<SandboxRequest, bool> matches, FaultKind kind, ApiFailure? answer)
{
    private int left = times;

    public FaultKind Kind => kind;

    public ApiFailure? Answer => answer;

    public bool Take(SandboxRequest request)
    {
        if (left <= 0 || !matches(request))
        {
            return false;
        }

        left--;
        return true;
    }
}

internal enum FaultKind
{
    /// <summary>The request is refused and does nothing.</summary>
    Refuse,

    /// <summary>The request does its work, then the connection breaks before the answer.</summary>
    LoseAnswer,
}
