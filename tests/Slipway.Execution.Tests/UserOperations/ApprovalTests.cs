using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Execution.State;
using Slipway.Execution.UserOperations;
using Slipway.Projects.Access;
using Xunit;
using static Slipway.Execution.Tests.UserOperations.AskingHost;

namespace Slipway.Execution.Tests.UserOperations;

public sealed class ApprovalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static JsonObject Question => new() { ["summary"] = "Ship it?", ["approvers"] = new JsonArray("bob", "ops@acme.example") };

    [Fact]
    public async Task An_execution_waits_until_an_approver_says_yes_and_goes_on_with_their_words()
    {
        await using var asking = await StartAsync(Cancellation);
        var operation = await asking.AskAsync(Question, Cancellation);
        var waiting = await asking.Engine.WaitAsync(operation.Attempt.Execution, state => state.IsAtRest, Cancellation);
        waiting.StatusMessage.ShouldStartWith("Release.Ask: Waits for an answer of bob, ops@acme.example, or an administrator of the project until ");
        await asking.Engine.IsGoneAsync(operation.Attempt.Execution, Cancellation);

        (await asking.Approvals.AnswerAsync(operation.Id, Person("eve"), true, "", Cancellation))
            .ShouldBe(new AnswerResult.NotAllowed("Who may answer this is bob, ops@acme.example, or an administrator of the project."));
        (await asking.Approvals.AnswerAsync(operation.Id, Person("bob"), true, "The tests are green", Cancellation)).ShouldBeOfType<AnswerResult.Taken>();

        await asking.Engine.Runner.StartedAsync(operation.Attempt.Execution, Cancellation, "Ship");
        var ask = (await asking.Engine.Store.FindAsync(operation.Attempt.Execution, Cancellation))!.Stages[0].Tasks[0];
        (ask.Status, ask.Message).ShouldBe((WorkStatus.Completed, "Approved by bob: The tests are green."));
        ask.Output!["status"]!.GetValue<string>().ShouldBe("Approved");
        ask.Output["respondedBy"]!.GetValue<string>().ShouldBe("bob");
        ask.Output["responderRoles"]!.ToJsonString().ShouldBe("[\"acme:executor\"]");
        asking.Engine.Runner.Complete("Ship");
        await asking.Engine.WaitAsync(operation.Attempt.Execution, state => state.Status is ExecutionStatus.Completed, Cancellation);
    }

    [Fact]
    public async Task A_no_fails_the_task_for_good_with_who_said_it_and_why()
    {
        await using var asking = await StartAsync(Cancellation);
        var operation = await asking.AskAsync(Question, Cancellation);

        await asking.Approvals.AnswerAsync(operation.Id, Person("carol", email: "OPS@acme.example"), false, "Not on a Friday.", Cancellation);

        var ended = await asking.Engine.WaitAsync(operation.Attempt.Execution, state => state.Status.IsEnded(), Cancellation);
        (ended.Status, ended.StatusMessage).ShouldBe((ExecutionStatus.Failed, "Release.Ask: Rejected by carol: Not on a Friday."));
        asking.Engine.Runner.Started.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_that_nobody_answers_expires_and_takes_no_answer_from_then_on()
    {
        await using var asking = await StartAsync(Cancellation);
        var operation = await asking.AskAsync(new JsonObject { ["summary"] = "Ship it?", ["expiration"] = "2", ["expirationUnit"] = "HOURS" }, Cancellation);
        await asking.Engine.WaitAsync(operation.Attempt.Execution, state => state.IsAtRest, Cancellation);
        (operation.ExpiresAt - operation.RequestedAt).ShouldBe(TimeSpan.FromHours(2));

        asking.Clock.Forward(TimeSpan.FromHours(2));
        (await asking.Approvals.AnswerAsync(operation.Id, Person("bob"), true, "", Cancellation)).ShouldBeOfType<AnswerResult.TooLate>().Message.ShouldContain("is Expired: Nobody answered until ");
        await asking.Engine.Execution(operation.Attempt.Execution).Wake();

        var ended = await asking.Engine.WaitAsync(operation.Attempt.Execution, state => state.Status.IsEnded(), Cancellation);
        ended.Status.ShouldBe(ExecutionStatus.Failed);
        ended.StatusMessage.ShouldStartWith("Release.Ask: Expired. Nobody answered until ");
    }

    [Fact]
    public async Task Of_many_answers_one_stands_and_the_others_are_told_whose()
    {
        await using var asking = await StartAsync(Cancellation);
        var operation = await asking.AskAsync(new JsonObject { ["summary"] = "Ship it?" }, Cancellation);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => asking.Approvals.AnswerAsync(operation.Id, Person($"person {i}"), i % 2 == 0, "", Cancellation))));

        var taken = results.OfType<AnswerResult.Taken>().ShouldHaveSingleItem().Operation.Closing!;
        results.OfType<AnswerResult.TooLate>().Select(late => late.Operation.Closing!.By).ShouldBe(Enumerable.Repeat(taken.By, 7));
        results.OfType<AnswerResult.TooLate>().First().Message.ShouldStartWith($"User operation {operation.Index} was {(taken.Status is UserOperationStatus.Approved ? "approved" : "rejected")} by {taken.By} on 2");
        (await asking.Store.FindAsync(operation.Id, Cancellation))!.Closing!.By.ShouldBe(taken.By);
    }

    [Fact]
    public async Task A_restart_while_somebody_is_asked_asks_nobody_again_and_loses_no_answer()
    {
        await using var asking = await StartAsync(Cancellation);
        var operation = await asking.AskAsync(Question, Cancellation);
        await asking.Engine.WaitAsync(operation.Attempt.Execution, state => state.IsAtRest, Cancellation);
        await asking.Engine.RestartAsync(Cancellation);

        // The server goes down between the answer and telling the task of it.
        (await asking.Store.CloseAsync(operation.Id, new Closing(UserOperationStatus.Approved, operation.RequestedAt, "") { By = "bob" }, Cancellation)).ShouldBeTrue();
        await asking.Engine.RestartAsync(Cancellation);
        await asking.SweepAsync(Cancellation);

        await asking.Engine.Runner.StartedAsync(operation.Attempt.Execution, Cancellation, "Ship");
        (await asking.Store.ListAsync(new() { Take = 10 }, null, Cancellation)).Items.ShouldHaveSingleItem().RequestedAt.ShouldBe(operation.RequestedAt, TimeSpan.FromMilliseconds(1));
        (await asking.Store.UntakenAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Canceling_the_execution_takes_the_question_back()
    {
        await using var asking = await StartAsync(Cancellation);
        var operation = await asking.AskAsync(Question, Cancellation);
        await asking.Engine.WaitAsync(operation.Attempt.Execution, state => state.IsAtRest, Cancellation);

        await asking.Engine.Execution(operation.Attempt.Execution).Cancel("ada", "");

        var ended = await asking.Engine.WaitAsync(operation.Attempt.Execution, state => state.Status.IsEnded(), Cancellation);
        (ended.Status, ended.Stages[0].Tasks[0].Message).ShouldBe((ExecutionStatus.Canceled, "Canceled; nobody is asked any more."));
        (await asking.Approvals.AnswerAsync(operation.Id, Person("bob"), true, "", Cancellation)).ShouldBeOfType<AnswerResult.TooLate>()
            .Message.ShouldBe($"User operation {operation.Index} is Canceled: web#1 does not wait for it any more.");
    }

    [Fact]
    public async Task A_paused_execution_takes_the_answer_when_it_goes_on()
    {
        await using var asking = await StartAsync(Cancellation);
        var operation = await asking.AskAsync(Question, Cancellation);
        await asking.Engine.WaitAsync(operation.Attempt.Execution, state => state.IsAtRest, Cancellation);
        await asking.Engine.Execution(operation.Attempt.Execution).Pause("ada");
        await asking.Engine.WaitAsync(operation.Attempt.Execution, state => state.Status is ExecutionStatus.Paused, Cancellation);

        (await asking.Approvals.AnswerAsync(operation.Id, Person("bob"), true, "", Cancellation)).ShouldBeOfType<AnswerResult.Taken>();
        await asking.SweepAsync(Cancellation);
        (await asking.Engine.Store.FindAsync(operation.Attempt.Execution, Cancellation))!.Status.ShouldBe(ExecutionStatus.Paused);
        await asking.Engine.Execution(operation.Attempt.Execution).GoOn("ada");

        await asking.Engine.Runner.StartedAsync(operation.Attempt.Execution, Cancellation, "Ship");
    }

    [Fact]
    public async Task Whoever_asks_anew_cancels_what_earlier_executions_still_ask_and_those_fail()
    {
        await using var asking = await StartAsync(Cancellation);
        var pipeline = await asking.Engine.AddAsync(Pipeline(new JsonObject { ["summary"] = "Ship it?", ["cancelPreviousPendingUserOp"] = true }), Cancellation);
        var older = await asking.AskAsync(pipeline, Cancellation);

        var newer = await asking.AskAsync(pipeline, Cancellation);

        var ended = await asking.Engine.WaitAsync(older.Attempt.Execution, state => state.Status.IsEnded(), Cancellation);
        (ended.Status, ended.StatusMessage).ShouldBe((ExecutionStatus.Failed, "Release.Ask: Canceled. web#2 asks anew and takes the place of this question."));
        (await asking.Store.FindAsync(newer.Id, Cancellation))!.Closing.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"summary": " "}""", "'summary' is blank: it must say what is asked.")]
    [InlineData("""{"summary": "?", "approvers": ["bob", ""]}""", "'approvers' holds a blank: each must be a user name or a mail address.")]
    [InlineData("""{"summary": "?", "approverGroups": [""]}""", "'approverGroups' holds a blank: each must be the name of a group.")]
    [InlineData("""{"summary": "?", "expiration": "0"}""", "'expiration' must be a whole number from 1 that makes at most 3650 days, 'expirationUnit' one of DAYS, HOURS, MINUTES.")]
    [InlineData("""{"summary": "?", "expiration": 1, "expirationUnit": "WEEKS"}""", "'expiration' must be a whole number from 1 that makes at most 3650 days, 'expirationUnit' one of DAYS, HOURS, MINUTES.")]
    public async Task A_question_that_makes_no_sense_is_asked_of_nobody(string input, string why)
    {
        await using var asking = await StartAsync(Cancellation);

        (await asking.AskAsync(JsonNode.Parse(input)!.AsObject(), Cancellation)).ShouldBeNull();

        (await asking.Store.ListAsync(new() { Take = 10 }, null, Cancellation)).Items.ShouldBeEmpty();
        var failed = await asking.Engine.Services.FailureAsync(Cancellation);
        failed.ShouldBe($"Release.Ask: {why}");
    }

    [Fact]
    public async Task The_right_counts_at_the_moment_of_the_answer()
    {
        await using var asking = await StartAsync(Cancellation);
        var operation = await asking.AskAsync(Question, Cancellation);

        (await asking.Approvals.AnswerAsync(operation.Id, Person("bob", Role.Viewer), true, "", Cancellation)).ShouldBeOfType<AnswerResult.NotAllowed>();
        (await asking.Approvals.AnswerAsync(operation.Id, Person("bob", role: null), true, "", Cancellation)).ShouldBeOfType<AnswerResult.Missing>();
        (await asking.Store.FindAsync(operation.Id, Cancellation))!.Closing.ShouldBeNull();
    }
}
