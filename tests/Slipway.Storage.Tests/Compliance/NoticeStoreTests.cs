using System.Collections.Immutable;
using Shouldly;
using Slipway.Execution;
using Slipway.Execution.Notifications;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Pipelines;
using Xunit;
using static Slipway.Storage.Tests.Compliance.Samples;

namespace Slipway.Storage.Tests.Compliance;

public sealed class NoticeStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_notice_is_committed_with_its_transition_or_not_at_all(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var (executions, notices) = (stores.Get<IExecutionStore>(), stores.Get<INoticeStore>());
        var created = NewExecution(Guid.NewGuid(), 1);
        var (first, second, lost) = (New(created), New(created), New(created));

        (await executions.CreateAsync(created, [first], Cancellation)).ShouldBeTrue();
        (await executions.CreateAsync(created, [lost], Cancellation)).ShouldBeFalse();
        (await executions.CommitAsync(Next(created, ExecutionStatus.Running), [second], Cancellation)).ShouldBeTrue();
        (await executions.CommitAsync(Next(created, ExecutionStatus.Running), [lost], Cancellation)).ShouldBeFalse();

        (await notices.OfAsync([created.Id], Cancellation)).Select(report => report.Id).ShouldBe([first.Report.Id, second.Report.Id], ignoreOrder: true);
        var found = (await notices.FindAsync(first.Report.Id, Cancellation)).ShouldNotBeNull();
        (found.Report with { Problems = first.Report.Problems }).ShouldBe(first.Report);
        found.Report.Problems.ShouldBe(first.Report.Problems);
        var call = found.Message.ShouldBeOfType<CallMessage>();
        (call.Url, call.Headers["X-Key"], call.Payload).ShouldBe((new Uri("https://chat.example/hush%20hush"), "hush hush", "{}"));
        found.Secrets.ShouldBe(["hush hush"]);
    }

    [Theory, EveryDatabase]
    public async Task What_signs_in_lies_in_no_column_in_clear(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var created = NewExecution(Guid.NewGuid(), 1);
        await stores.Get<IExecutionStore>().CreateAsync(created, [New(created)], Cancellation);

        foreach (var column in (string[])["target", "problems", "message", "sealed_message"])
        {
            (await stores.ReadAsync<string>($"select {column} from notices", Cancellation)).ShouldAllBe(text => !text.Contains("hush", StringComparison.Ordinal));
        }
    }

    [Theory, EveryDatabase]
    public async Task Of_two_who_note_the_same_attempt_one_loses_and_what_has_ended_is_forgotten(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<INoticeStore>();
        var created = NewExecution(Guid.NewGuid(), 1);
        var notice = New(created);
        await stores.Get<IExecutionStore>().CreateAsync(created, [notice], Cancellation);
        var failed = notice.Report.After(NoticeAnswer.NotNow("It is down.", 503), Noon, [TimeSpan.FromHours(1)]);

        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.CommitAsync(failed, Cancellation)))).Count(won => won).ShouldBe(1);
        (await store.DueAsync(Noon.AddMinutes(30), 10, Cancellation)).ShouldBeEmpty();
        (await store.DueAsync(Noon.AddHours(2), 10, Cancellation)).ShouldBe([notice.Report.Id]);

        var sent = failed.After(NoticeAnswer.Taken("Made OPS-7.", 201) with { Ticket = new MadeTicket("OPS-7", "https://jira.example/browse/OPS-7") }, Noon.AddHours(2), []);
        (await store.CommitAsync(sent, Cancellation)).ShouldBeTrue();
        (await store.FindAsync(notice.Report.Id, Cancellation)).ShouldBeNull();
        (await store.DueAsync(Noon.AddYears(1), 10, Cancellation)).ShouldBeEmpty();
        (await stores.ReadAsync<long>("select count(*) from notices where sealed_message is not null", Cancellation)).ShouldBe([0]);
        var report = (await store.OfAsync([created.Id], Cancellation)).ShouldHaveSingleItem();
        (report with { Problems = sent.Problems }).ShouldBe(sent);
    }

    [Theory, EveryDatabase]
    public async Task Notices_go_with_their_execution_and_with_no_other(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var executions = stores.Get<IExecutionStore>();
        var (one, other) = (NewExecution(Guid.NewGuid(), 1, ExecutionStatus.Completed), NewExecution(Guid.NewGuid(), 1, ExecutionStatus.Completed));
        await executions.CreateAsync(one, [New(one)], Cancellation);
        await executions.CreateAsync(other, [New(other)], Cancellation);

        (await executions.RemoveAsync(one.Id, Cancellation)).ShouldBeTrue();

        (await stores.Get<INoticeStore>().OfAsync([one.Id, other.Id], Cancellation)).ShouldHaveSingleItem().Execution.ShouldBe(other.Id);
    }

    private static Notice New(ExecutionState execution) => new(
        new NoticeReport
        {
            Id = Guid.NewGuid(),
            Execution = execution.Id,
            Project = execution.Project,
            Provider = NoticeProvider.Webhook,
            Event = NotificationEvent.Started,
            Stage = "Build",
            Task = "Make",
            Target = "POST https://chat.example",
            At = Noon,
            Problems = ["${output.x} is not known."],
            Status = NoticeStatus.Pending,
            NextAttemptAt = Noon,
        },
        new CallMessage("POST", new Uri("https://chat.example/hush%20hush"), ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase).Add("X-Key", "hush hush"), "{}", IsJson: true),
        ["hush hush"]);
}
