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
        foreach (var pipeline in await store.BusyPipelinesAsync(clock.GetUtcNow() + options.LongestNap, cancellationToken))
        {
            await grains.GetGrain<IPipelineGrain>(pipeline).Wake();
        }
    }
}
