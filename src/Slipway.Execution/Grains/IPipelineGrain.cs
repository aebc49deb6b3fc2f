using Orleans;
using Orleans.Concurrency;
using Slipway.Execution.Admission;

namespace Slipway.Execution.Grains;

/// <summary>One pipeline's door: gives executions their numbers and places. The key is the pipeline's id.</summary>
public interface IPipelineGrain : IGrainWithGuidKey
{
    /// <summary>Admits an execution: numbered and on disk when the answer comes.</summary>
    Task<AdmissionResult> Admit(AdmissionRequest request);

    /// <summary>Admits executions: numbered in this order, and on disk when the answers come.</summary>
    Task<AdmissionResult[]> Admit(AdmissionRequest[] requests);

    /// <summary>Takes back an execution that still waits for a place. False when it does not wait any more.</summary>
    /// <param name="id">The execution.</param>
    /// <param name="reason">Why, in words for people.</param>
    Task<bool> Withdraw(ExecutionId id, string reason);

    /// <summary>An execution has ended: its place is free.</summary>
    [OneWay]
    Task Released(ExecutionId id);

    /// <summary>Wakes every unfinished execution and fills free places. Idempotent.</summary>
    Task Wake();
}
