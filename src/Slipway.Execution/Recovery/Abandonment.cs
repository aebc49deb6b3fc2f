using Slipway.Execution.State;

namespace Slipway.Execution.Recovery;

/// <summary>Ends what nobody will go on with. Pure.</summary>
public static class Abandonment
{
    /// <summary>An execution that has not ended, canceled as its next version: whatever was under way in it is given up, for no server is at it.</summary>
    /// <param name="state">The execution.</param>
    /// <param name="by">Who gives it up.</param>
    /// <param name="reason">Why, as the end of a sentence.</param>
    /// <param name="now">The time.</param>
    public static ExecutionState Abandoned(this ExecutionState state, string by, string reason, DateTimeOffset now)
    {
        var steered = new Steered(by, now, reason);
        if (state.Status is ExecutionStatus.Queued)
        {
            return state.Withdraw(steered.Sentence("Canceled"), now);
        }

        var canceling = state.Status is ExecutionStatus.Canceling ? state : state.Cancel(steered);
        return canceling.GiveUp($"{steered.Sentence("Given up")} What it began may still go on.", now).Advance(now) with { Version = state.Version + 1 };
    }
}
