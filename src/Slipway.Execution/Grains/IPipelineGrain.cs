using Orleans;
using Orleans.Concurrency;
using Slipway.Execution.Admission;

namespace Slipway.Execution.Grains;

/// <summary>One pipeline's door: gives executions their numbers and places. The key is the pipeline's id.</summary>
public interface IPipelineGrain : IGrainWithGuidKey
{
    /// <summary>Admits an execution: numbered and on disk when the answer comes.</summary>
    Task<AdmissionResult> Admit(AdmissionRequest request);

    /// <summary>An execution has ended: its place is free.</summary>
    [OneWay]
    Task Released(ExecutionId id);

    /// <summary>Wakes every unfinished execution and fills free places. Idempotent.</summary>
    Task Wake();
}
