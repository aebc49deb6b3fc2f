using Orleans;
using Orleans.Concurrency;
using Slipway.Execution.State;

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

    /// <summary>Starts nothing more until somebody lets it go on.</summary>
    /// <returns>Whether it ran or waited.</returns>
    Task<bool> Pause(string by);

    /// <summary>Lets an execution go on that is paused, or is about to be.</summary>
    /// <returns>Whether it was.</returns>
    Task<bool> GoOn(string by);

    /// <summary>Ends the execution: what queues or waits at once, what is under way when it has stopped, or has not within the time that it is given.</summary>
    /// <param name="by">Who cancels it.</param>
    /// <param name="reason">Why; may be empty.</param>
    /// <returns>Whether it had not ended, and nobody else had canceled it.</returns>
    Task<bool> Cancel(string by, string reason);

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
/// <param name="Status">How it ended, or that it is under way.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="OutputJson">A JSON object; null for none.</param>
[GenerateSerializer, Immutable]
public sealed record AttemptReport(string Stage, string Task, int Number, WorkStatus Status, string Message, string? OutputJson = null);
