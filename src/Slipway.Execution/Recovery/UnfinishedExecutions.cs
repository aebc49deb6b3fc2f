using Orleans;
using Slipway.Execution.Grains;
using Slipway.Execution.Store;

namespace Slipway.Execution.Recovery;

/// <summary>Executions that have not ended: their pipelines wake them.</summary>
internal sealed class UnfinishedExecutions(IExecutionStore store, IGrainFactory grains, EngineOptions options, TimeProvider clock) : IRecoverable
{
    public string Name => "Unfinished executions";

    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var pipeline in await store.BusyPipelinesAsync(clock.GetUtcNow() + options.LongestNap, cancellationToken))
        {
            try
            {
                await grains.GetGrain<IPipelineGrain>(pipeline).Wake();
            }
            catch (Exception e)
            {
                // One that cannot be woken must not let the others sleep.
                failures.Add(e);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }
}
