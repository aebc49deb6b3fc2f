using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Slipway.Execution.Recovery;
using Xunit;

namespace Slipway.Execution.Tests.Recovery;

public sealed class RecoverySweepTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_taken_up_before_the_host_has_started_for_until_then_nobody_knows_where_it_is_found()
    {
        var host = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        var work = new Work(host);
        using var sweep = new RecoverySweep([work], new RecoveryBell(), host, TimeProvider.System, NullLogger<RecoverySweep>.Instance);

        await sweep.StartAsync(Cancellation);
        host.NotifyStarted();
        var hadStarted = await work.FirstAsked.WaitAsync(Cancellation);
        await sweep.StopAsync(Cancellation);

        hadStarted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_host_that_stops_before_it_has_started_does_not_wait_for_it()
    {
        var host = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        var work = new Work(host);
        using var sweep = new RecoverySweep([work], new RecoveryBell(), host, TimeProvider.System, NullLogger<RecoverySweep>.Instance);

        await sweep.StartAsync(Cancellation);
        await sweep.StopAsync(Cancellation);

        work.FirstAsked.IsCompleted.ShouldBeFalse();
    }

    /// <summary>Remembers whether the host had started when it was first asked.</summary>
    private sealed class Work(ApplicationLifetime host) : IRecoverable
    {
        private readonly TaskCompletionSource<bool> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "Work";

        public Task<bool> FirstAsked => asked.Task;

        public Task WakeAsync(CancellationToken cancellationToken)
        {
            asked.TrySetResult(host.ApplicationStarted.IsCancellationRequested);
            return Task.CompletedTask;
        }
    }
}
