using Slipway.Sandbox.Kubernetes.Http;

namespace Slipway.Sandbox.Kubernetes.Faults;

/// <summary>The faults in waiting, in the order they were asked for, and the pause that holds every request.</summary>
internal sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private TaskCompletionSource? pause;

    public void Refuse(int times, Func<SandboxRequest, bool> matches, int status, TimeSpan? retryAfter) => Add(new Fault(times, matches, FaultKind.Refuse, Answer(status, retryAfter)));

    public void LoseAnswers(int times, Func<SandboxRequest, bool> matches) => Add(new Fault(times, matches, FaultKind.LoseAnswer, null));

    public Fault? Next(SandboxRequest request)
    {
        lock (gate)
        {
            return faults.FirstOrDefault(fault => fault.Take(request));
        }
    }

    public void Pause()
    {
        lock (gate)
        {
            pause ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Resume()
    {
        lock (gate)
        {
            pause?.SetResult();
            pause = null;
        }
    }

    public Task WaitAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return pause?.Task.WaitAsync(cancellation) ?? Task.CompletedTask;
        }
    }

    private void Add(Fault fault)
    {
        lock (gate)
        {
            faults.Add(fault);
        }
    }

    private static ApiFailure Answer(int status, TimeSpan? retryAfter)
    {
        var (reason, message) = status switch
        {
            401 => ("Unauthorized", "Unauthorized"),
            403 => ("Forbidden", "the sandbox was told to forbid this request"),
            409 => ("Conflict", "Operation cannot be fulfilled: the sandbox was told to refuse this request"),
            429 => ("TooManyRequests", "Too many requests, please try again later."),
            503 => ("ServiceUnavailable", "the server is currently unable to handle the request"),
            504 => ("Timeout", "request did not complete within the allotted timeout"),
            _ => ("InternalError", "Internal error occurred: the sandbox was told to fail this request"),
        };
        return new ApiFailure(status, reason, message) { RetryAfterSeconds = retryAfter is { } after ? (int)Math.Ceiling(after.TotalSeconds) : null };
    }
}
