using Orleans;
using Orleans.Concurrency;

namespace Slipway.Execution.Grains;

/// <summary>One running execution. The key is the execution's id.</summary>
public interface IExecutionGrain : IGrainWithGuidKey
{
    /// <summary>Takes up the execution where it was last committed. Idempotent.</summary>
    Task Wake();

    /// <summary>The pipeline has a place for it. Idempotent.</summary>
    Task Start();

    /// <summary>Lets what waits for an administrator go on. Whoever calls it has seen that they are one.</summary>
    /// <returns>Whether anything waited.</returns>
    Task<bool> Resume(string by);

    /// <summary>A task runner tells how far it has come.</summary>
    [OneWay]
    Task Progressed(AttemptReport report);

    /// <summary>A task runner has ended an attempt. Answered when that is on disk.</summary>
    Task Ended(AttemptReport report);
}

/// <summary>What a runner has to say about one attempt, in a form that can cross processes.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Number">The attempt's number.</param>
/// <param name="HasFailed">Whether the attempt failed; meaningless while it is under way.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="OutputJson">A JSON object; null for none.</param>
[GenerateSerializer, Immutable]
public sealed record AttemptReport(string Stage, string Task, int Number, bool HasFailed, string Message, string? OutputJson = null);
