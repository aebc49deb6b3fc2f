using Shouldly;
using Slipway.Execution.Admission;
using Slipway.Execution.Notifications;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Xunit;

namespace Slipway.Execution.Tests.Grains;

public sealed class NoticeTests
{
    private static readonly NoticeOptions Hasty = new() { Delays = [TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)], Patience = TimeSpan.FromMilliseconds(200) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_tells_of_its_beginning_and_its_end_once_each()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var id = await RunAsync(engine, NotificationEvent.Started, NotificationEvent.Success, NotificationEvent.Failure);
        engine.Runner.Complete("Make");

        var reports = await engine.ReportsAsync(id, all => all.Count(report => report.Status is NoticeStatus.Sent) == 2, Cancellation);

        reports.Select(report => report.Event).ShouldBe([NotificationEvent.Started, NotificationEvent.Success]);
        reports.ShouldAllBe(report => report.Attempts == 1 && report.Code == 200);
        engine.Sender.Attempts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_crash_kept_from_being_sent_is_sent_once_after_the_restart()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        engine.Sender.IsStuck = true;
        var id = await RunAsync(engine, NotificationEvent.Success);
        engine.Runner.Complete("Make");
        (await engine.ReportsAsync(id, all => all.Count > 0, Cancellation)).ShouldHaveSingleItem().Status.ShouldBe(NoticeStatus.Pending);

        engine.Sender.Attempts.ShouldBeEmpty();
        engine.Sender.IsStuck = false;
        await engine.RestartAsync(Cancellation);

        var report = (await engine.ReportsAsync(id, all => all[0].Status is NoticeStatus.Sent, Cancellation)).ShouldHaveSingleItem();
        engine.Sender.Attempts.ShouldHaveSingleItem().Report.Id.ShouldBe(report.Id);
    }

    [Fact]
    public async Task What_is_not_taken_is_tried_again_and_given_up_after_the_last_attempt_and_fails_no_run()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation, notices: Hasty);
        engine.Sender.Next(NoticeAnswer.NotNow("It is down."), NoticeAnswer.NotNow("It is down."), NoticeAnswer.NotNow("It is down.", 503));
        var id = await RunAsync(engine, NotificationEvent.Success);
        engine.Runner.Complete("Make");

        var report = (await engine.ReportsAsync(id, all => all is [{ Status: NoticeStatus.GivenUp }], Cancellation))[0];

        (report.Attempts, report.Code, report.Message).ShouldBe((3, 503, "It is down. Given up after 3 attempts."));
        engine.Sender.Attempts.Select(notice => notice.Report.Id).Distinct().ShouldHaveSingleItem();
        (await engine.Store.FindAsync(id, Cancellation))!.Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public async Task A_sender_that_never_answers_delays_no_run()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation, notices: Hasty);
        engine.Sender.IsStuck = true;
        var id = await RunAsync(engine, NotificationEvent.Started);
        engine.Runner.Complete("Make");

        (await engine.WaitAsync(id, state => state.Status.IsEnded(), Cancellation)).Status.ShouldBe(ExecutionStatus.Completed);

        (await engine.ReportsAsync(id, all => all is [{ Status: NoticeStatus.GivenUp }], Cancellation))[0].Attempts.ShouldBe(3);
    }

    [Fact]
    public async Task A_run_that_is_deleted_takes_its_notices_along()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        engine.Sender.IsStuck = true;
        var id = await RunAsync(engine, NotificationEvent.Success);
        engine.Runner.Complete("Make");
        await engine.ReportsAsync(id, all => all.Count == 1, Cancellation);

        (await engine.Store.RemoveAsync(id, Cancellation)).ShouldBeTrue();

        (await engine.NoticeStore.OfAsync([id], Cancellation)).ShouldBeEmpty();
        (await engine.NoticeStore.DueAsync(DateTimeOffset.MaxValue, 10, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_is_taken_back_while_it_queues_tells_that_it_was_canceled()
    {
        await using var engine = await EngineHost.StartAsync(Cancellation);
        var pipeline = await engine.AddAsync(Telling(NotificationEvent.Canceled) with { Concurrency = 1 }, Cancellation);
        await engine.AdmitAsync(pipeline, new ExecutionId(Guid.NewGuid()));
        var queued = new ExecutionId(Guid.NewGuid());
        await engine.AdmitAsync(pipeline, queued);

        (await engine.Execution(queued).Cancel("ada", "")).ShouldBeTrue();

        (await engine.ReportsAsync(queued, all => all is [{ Status: NoticeStatus.Sent }], Cancellation))[0].Event.ShouldBe(NotificationEvent.Canceled);
    }

    private static async Task<ExecutionId> RunAsync(EngineHost engine, params NotificationEvent[] told)
    {
        var id = new ExecutionId(Guid.NewGuid());
        (await engine.AdmitAsync(await engine.AddAsync(Telling(told), Cancellation), id)).ShouldBeOfType<AdmissionResult.Admitted>();
        return id;
    }

    private static Pipeline Telling(params NotificationEvent[] told) => Sample.Pipeline("Build: Make") with
    {
        Notifications = new() { Webhook = [.. told.Select(one => new WebhookNotification { Event = one, Url = "https://chat.example/hook" })] },
    };
}
