using System.Text.Json.Nodes;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;

namespace Slipway.Execution.Tests.Model;

/// <summary>Something that happens to an execution: to the model by its rules, to the engine by the calls that a grain makes.</summary>
/// <param name="What">How docs/executions.md names it.</param>
internal abstract record HistoryEvent(string What)
{
    public abstract void To(ReferenceModel model, DateTimeOffset now);

    public abstract ExecutionState To(ExecutionState state, DateTimeOffset now);

    public sealed record Start() : HistoryEvent("a place is free")
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.Start(now);

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state.Start(now);
    }

    public sealed record Withdraw() : HistoryEvent("cancel")
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.Withdraw("bob");

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state.Withdraw("Canceled by bob.", now);
    }

    public sealed record Pause() : HistoryEvent("pause")
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.Pause(now, "bob");

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state.Pause(new Steered("bob", now));
    }

    public sealed record GoOn() : HistoryEvent("resume")
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.GoOn(now, "eve");

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state.GoOn("eve");
    }

    public sealed record Read() : HistoryEvent("its variables are read")
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.Read(now);

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state.Resumed();
    }

    public sealed record Cancel(string Why) : HistoryEvent("cancel")
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.Cancel(now, "bob", Why);

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state.Cancel(new Steered("bob", now, Why));
    }

    public sealed record GiveUp() : HistoryEvent("the grace period is over")
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.GiveUp(now, "Did not stop.");

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state.GiveUp("Did not stop.", now);
    }

    public sealed record Allow() : HistoryEvent("an administrator resumes it")
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.Allow(now, "root");

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state.Resume("root");
    }

    public sealed record Arrived(Try Attempt) : HistoryEvent("what it awaits has come")
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.Arrived(now, Attempt);

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state.Awaken(Attempt.Of(state));
    }

    public sealed record Progress(Try Attempt, string Message) : HistoryEvent("it tells how far it has come")
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.Progress(now, Attempt, Message);

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state.Progressed(Attempt.Of(state), Message);
    }

    public sealed record TimePasses(TimeSpan By) : HistoryEvent("its time has come")
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.TimePasses(now);

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state;
    }

    public sealed record Crash() : HistoryEvent("the server restarts")
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.Crash(now);

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state.Status is ExecutionStatus.Canceling ? state
            : state.Work.Where(work => work.Task.IsUnderWay && work.Task.Type == Plan.Fragile).ToList().Aggregate(state, (taken, work) => taken.Interrupted(work.Attempt, now));
    }

    public sealed record Report(Try Attempt, Said Said) : HistoryEvent(Said switch
    {
        Model.Said.Done => "it completes",
        Model.Said.Failed => "it fails",
        Model.Said.Stopped => "it has stopped",
        Model.Said.Awaits { IsForPeople: true } => "it awaits people",
        _ => "it awaits something else",
    })
    {
        public override void To(ReferenceModel model, DateTimeOffset now) => model.Report(now, Attempt, Said);

        public override ExecutionState To(ExecutionState state, DateTimeOffset now) => state.Ended(Attempt.Of(state), Said.ToOutcome(), now);
    }
}

internal static class EngineWords
{
    public static TaskAttempt Of(this Try attempt, ExecutionState state) => new(state.Id, attempt.Stage, attempt.Task, attempt.Number, attempt.IsRollback);

    public static TaskOutcome ToOutcome(this Said said) => said switch
    {
        Said.Done done => new TaskOutcome.Completed(new JsonObject { ["n"] = done.N }, "done"),
        Said.Failed failed => new TaskOutcome.Failed(failed.Why) { IsFinal = failed.IsFinal },
        Said.Stopped => new TaskOutcome.Canceled("Stopped."),
        Said.Awaits awaits => new TaskOutcome.Awaits("Waits.", awaits.Until) { IsForPeople = awaits.IsForPeople },
        _ => throw new ArgumentOutOfRangeException(nameof(said)),
    };
}
