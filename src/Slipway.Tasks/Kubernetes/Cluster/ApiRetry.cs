using Polly;
using Polly.Retry;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>
/// Asks again when asking again can help: no connection, 429, 500, 502, 503, 504. Five more times within about 20 s,
/// each wait double the last with jitter, or as long as the server's <c>Retry-After</c> says, though never above 30 s.
/// </summary>
/// <remarks>
/// A write is repeated too: a server-side apply is the same write again, and a create that had gone through
/// answers "already exists" with an object that carries our attempt.
/// </remarks>
internal static class ApiRetry
{
    public const int MaxRetries = 5;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline<ApiAnswer> Create(TimeProvider time, Action<ApiAnswer> onRetry) =>
        new ResiliencePipelineBuilder<ApiAnswer> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<ApiAnswer>
            {
                MaxRetryAttempts = MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(400),
                MaxDelay = s_longestWait,
                UseJitter = true,
                ShouldHandle = static args => ValueTask.FromResult(IsWorthRepeating(args.Outcome.Result)),
                DelayGenerator = static args => ValueTask.FromResult(AskedWait(args.Outcome.Result)),
                OnRetry = args =>
                {
                    if (args.Outcome.Result is { } answer)
                    {
                        onRetry(answer);
                    }

                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    private static bool IsWorthRepeating(ApiAnswer? answer) => answer switch
    {
        ApiAnswer.Refused refused => refused.Status.IsPassing,
        ApiAnswer.Unreachable unreachable => unreachable.MayPass,
        _ => false,
    };

    private static TimeSpan? AskedWait(ApiAnswer? answer) =>
        answer is ApiAnswer.Refused { Status.RetryAfter: { } asked } ? (asked < s_longestWait ? asked : s_longestWait) : null;
}
