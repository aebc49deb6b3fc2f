using Shouldly;
using Slipway.Execution.Notifications;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Xunit;
using static Slipway.Execution.Tests.Sample;

namespace Slipway.Execution.Tests.Notices;

/// <summary>Which notices a transition causes: everybody wants to be told of everything.</summary>
public sealed class OccasionTests
{
    private static readonly NotificationEvent[] Events = Enum.GetValues<NotificationEvent>();

    private readonly ExecutionState running = Everything("Build: Make").Running();

    [Fact]
    public void A_beginning_is_told_of_the_execution_its_stage_and_its_task() =>
        Told(Queued(running), running).ShouldBe(["Started", "Started Build", "Started Build.Make"]);

    [Fact]
    public void An_end_is_told_of_the_task_its_stage_and_the_execution() =>
        Told(running, End(running, new TaskOutcome.Completed([], "done"))).ShouldBe(["Success Build.Make", "Success Build", "Success"]);

    [Fact]
    public void A_failure_is_told_at_every_level() =>
        Told(running, End(running, new TaskOutcome.Failed("broke"))).ShouldBe(["Failure Build.Make", "Failure Build", "Failure"]);

    [Fact]
    public void A_failure_that_is_ignored_is_told_of_the_task_alone()
    {
        var state = Everything("Build: Make").With("Build", "Make", task => task with { IgnoreFailure = true }).Running();

        Told(state, End(state, new TaskOutcome.Failed("broke"))).ShouldBe(["Failure Build.Make", "Success Build", "Success"]);
    }

    [Fact]
    public void Waiting_is_told_once_however_often_its_runner_is_asked_and_again_for_another_task()
    {
        var first = Everything("Build: Ask,Too").Running();
        var waits = End(first, new TaskOutcome.Awaits("please", null) { IsForPeople = true }, "Ask");
        var asked = waits.Awaken(Attempt(waits, "Ask"));
        var again = End(asked, new TaskOutcome.Awaits("please", null) { IsForPeople = true }, "Ask");

        Told(first, waits).ShouldBe(["Waiting Build.Ask", "Waiting Build", "Waiting"]);
        Told(waits, asked).ShouldBeEmpty();
        Told(asked, again).ShouldBeEmpty();
        Told(again, End(again, new TaskOutcome.Awaits("you too", null) { IsForPeople = true }, "Too")).ShouldBe(["Waiting Build.Too", "Waiting Build", "Waiting"]);
    }

    [Fact]
    public void A_further_attempt_and_a_failed_one_before_the_last_are_told_to_nobody()
    {
        var state = Everything("Build: Make").With("Build", "Make", task => task with { Retry = new Retry(2) }).Running();
        var failed = End(state, new TaskOutcome.Failed("broke"));
        var again = failed.Awaken(Now.AddHours(1)).Advance(Now.AddHours(1));

        Told(state, failed).ShouldBeEmpty();
        Told(failed, again).ShouldBeEmpty();
        Told(again, End(again, new TaskOutcome.Failed("broke"))).ShouldBe(["Failure Build.Make", "Failure Build", "Failure"]);
    }

    [Fact]
    public void Canceling_is_told_when_it_is_done()
    {
        var canceling = running.Cancel(new Steered("ada", Now)).Advance(Now);

        Told(running, canceling).ShouldBeEmpty();
        Told(canceling, End(canceling, new TaskOutcome.Canceled("stopped"))).ShouldBe(["Canceled Build.Make", "Canceled Build", "Canceled"]);
        Told(Queued(running), Queued(running).Withdraw("Canceled.", Now)).ShouldBe(["Canceled"]);
    }

    [Fact]
    public void What_is_passed_over_has_not_started_and_stages_that_are_taken_over_are_not_told_again()
    {
        var skipped = Everything("Build: Make | Pack").With("Build", "Make", task => task with { PreCondition = "1 == 2" }).Running();
        var ended = End(running, new TaskOutcome.Completed([], "done"));

        Told(Queued(skipped), skipped).ShouldBe(["Started", "Started Build", "Started Build.Pack"]);
        var over = Queued(running) with { Stages = ended.Stages };
        Told(over, over.Start(Now).Advance(Now)).ShouldBe(["Started", "Success"]);
    }

    [Fact]
    public void The_same_transition_gives_the_same_notices_and_another_one_others()
    {
        var after = End(running, new TaskOutcome.Failed("broke"));

        Ids(after).ShouldBe(Ids(after));
        Ids(after).Intersect(Ids(after with { Version = 9 })).ShouldBeEmpty();

        IEnumerable<Guid> Ids(ExecutionState state) => new NoticeWriter(new ExecutionAddress(() => null)).Write(running, state, Now).Select(notice => notice.Report.Id);
    }

    private static IEnumerable<string> Told(ExecutionState before, ExecutionState after) =>
        new NoticeWriter(new ExecutionAddress(() => null)).Write(before, after, Now).Select(notice => notice.Report).Select(report =>
            report.Task is not null ? $"{report.Event} {report.Stage}.{report.Task}" : report.Stage is not null ? $"{report.Event} {report.Stage}" : $"{report.Event}");

    private static ExecutionState Queued(ExecutionState state) => state with { Status = ExecutionStatus.Queued, StartedAt = null, Stages = state.Definition.NotStarted() };

    private static TaskAttempt Attempt(ExecutionState state, string task) => state.Work.Single(work => work.Attempt.Task == task).Attempt;

    private static ExecutionState End(ExecutionState state, TaskOutcome outcome, string task = "Make") => state.Ended(Attempt(state, task), outcome, Now).Advance(Now);

    private static Pipeline Everything(string stage)
    {
        var pipeline = Pipeline(stage);
        IEnumerable<(string? Stage, string? Task)> about =
            [(null, null), .. pipeline.Stages.Keys.Select(name => (name, (string?)null)), .. pipeline.Stages.SelectMany(one => one.Value.Tasks.Keys.Select(task => (one.Key, (string?)task)))];
        return pipeline with
        {
            Notifications = new() { Webhook = [.. from what in about from told in Events select new WebhookNotification { Event = told, Stage = what.Stage, Task = what.Task, Url = "https://chat.example" }] },
        };
    }
}
