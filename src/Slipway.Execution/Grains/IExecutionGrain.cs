using Orleans;
using Orleans.Concurrency;
using Slipway.Execution.Tasks;

namespace Slipway.Execution.Grains;

/// <summary>One running execution. The key is the execution's id.</summary>
public interface IExecutionGrain : IGrainWithGuidKey
{
    /// <summary>It was committed just now, with a place: what it has under way was never begun. Idempotent.</summary>
    Task Begin();

    /// <summary>The pipeline has a place for it. Idempotent.</summary>
    Task Start();

    /// <summary>Takes up the execution where it was last committed. Idempotent.</summary>
    Task Wake();

    /// <summary>What an attempt awaits has come. Idempotent.</summary>
    Task Arrived(TaskAttempt attempt);

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

    /// <summary>Gives the execution other words to find it by, whether it has ended or not.</summary>
    /// <returns>Whether there is such an execution.</returns>
    Task<bool> Tag(string[] tags);

    /// <summary>A task runner tells how far it has come.</summary>
    [OneWay]
    Task Progressed(TaskAttempt attempt, string message);

    /// <summary>A task runner has ended its work on an attempt. Answered when that is on disk.</summary>
    /// <returns>Whether it is known. When not, another activation has taken the execution over, and is to be told.</returns>
    Task Ended(AttemptReport report);
}
