using Shouldly;
using Slipway.Execution.Retention;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Execution.Tasks;
using Slipway.Execution.UserOperations;
using Slipway.Projects.Audit;
using Slipway.Projects.Listing;
using Xunit;

namespace Slipway.Storage.Tests.Compliance;

public sealed class UserOperationStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task What_is_asked_comes_back_as_it_was_and_is_asked_once(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IUserOperationStore>();
        var asked = Ask(Samples.NewExecution(Guid.NewGuid(), 3)) with { Description = "‘…’", SendsMail = true, MailServer = "Mail", CancelsPrevious = true };

        (await store.CreateAsync(asked, Cancellation)).ShouldBeTrue();
        (await store.CreateAsync(asked with { Summary = "Again?" }, Cancellation)).ShouldBeFalse();
        await store.NoteAsync(asked.Id, "Told by mail.", Cancellation);

        var found = (await store.FindAsync(asked.Id, Cancellation))!;
        found.Approvers.ShouldBe(asked.Approvers);
        found.ApproverGroups.ShouldBe(asked.ApproverGroups);
        (found with { Approvers = asked.Approvers, ApproverGroups = asked.ApproverGroups }).ShouldBe(asked with { Notice = "Told by mail." });
        (await store.FindAsync(Guid.NewGuid(), Cancellation)).ShouldBeNull();
    }

    [Theory, EveryDatabase]
    public async Task What_people_were_asked_goes_with_an_execution_that_is_forgotten_for_its_age(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var (pipeline, store) = (Guid.NewGuid(), stores.Get<IUserOperationStore>());
        ExecutionState[] executions = [Samples.NewExecution(pipeline, 1, ExecutionStatus.Completed) with { EndedAt = Samples.Noon }, Samples.NewExecution(pipeline, 2, ExecutionStatus.Completed) with { EndedAt = Samples.Noon }];
        foreach (var execution in executions)
        {
            (await stores.Get<IExecutionStore>().CreateAsync(execution, Cancellation)).ShouldBeTrue();
            await store.CreateAsync(Ask(execution), Cancellation);
        }

        (await stores.Get<IEndedExecutions>().ForgetAsync(pipeline, new RetentionBounds(DateTimeOffset.MaxValue, 1, DateTimeOffset.MaxValue), Cancellation)).ShouldBe(1);

        (await stores.ReadAsync<int>("select execution_index from user_operations", Cancellation)).ShouldBe([2]);
    }

    [Theory, EveryDatabase]
    public async Task Of_answers_at_the_same_time_one_is_kept_with_one_entry_in_the_audit(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IUserOperationStore>();
        var asked = Ask(Samples.NewExecution(Guid.NewGuid(), 1));
        await store.CreateAsync(asked, Cancellation);

        var kept = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => store.CloseAsync(
            asked.Id, new Closing(i % 2 == 0 ? UserOperationStatus.Approved : UserOperationStatus.Rejected, Samples.Noon, $"word {i}") { By = $"person {i}", Email = "p@acme.example", Roles = ["acme:developer"] }, Cancellation))));

        kept.Count(isKept => isKept).ShouldBe(1);
        var winner = Array.IndexOf(kept, true);
        var closing = (await store.FindAsync(asked.Id, Cancellation))!.Closing!;
        (closing.By, closing.Message, closing.Email, closing.At).ShouldBe(($"person {winner}", $"word {winner}", "p@acme.example", Samples.Noon));
        closing.Roles.ShouldBe(["acme:developer"]);
        var entry = (await stores.Get<IAuditLog>().ListAsync(new ListQuery { Take = 10 }, null, Cancellation)).Items.ShouldHaveSingleItem();
        (entry.Action, entry.Kind, entry.Resource, entry.Project, entry.Name, entry.Message)
            .ShouldBe((winner % 2 == 0 ? AuditActions.Approve : AuditActions.Reject, AuditKinds.UserOperation, asked.Id.ToString(), "acme", "Deploy#1 Build.Make", $"word {winner}"));
    }

    [Theory, EveryDatabase]
    public async Task A_page_shows_what_was_asked_for_and_nothing_of_other_projects(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IUserOperationStore>();
        var (older, newer) = (Ask(Samples.NewExecution(Guid.NewGuid(), 1)), Ask(Samples.NewExecution(Guid.NewGuid(), 2)));
        var foreign = Ask(Samples.NewExecution(Guid.NewGuid(), 3)) with { Project = "globex" };
        foreach (var operation in (UserOperation[])[older, newer, foreign])
        {
            await store.CreateAsync(operation, Cancellation);
        }

        await store.CloseAsync(older.Id, new Closing(UserOperationStatus.Expired, Samples.Noon, ""), Cancellation);

        async Task<List<int>> ListAsync(Filter? filter) => [.. (await store.ListAsync(new ListQuery { Filter = filter, Take = 10 }, new HashSet<string> { "acme" }, Cancellation)).Items.Select(item => item.ExecutionIndex)];
        (await ListAsync(null)).ShouldBe([2, 1]);
        (await ListAsync(UserOperationFields.Active)).ShouldBe([2]);
        (await ListAsync(UserOperationFields.Closed)).ShouldBe([1]);
        (await ListAsync(ListFilter.Parse($"index eq '{newer.Index}' and name eq 'Build.Make'", UserOperationFields.All).Filter)).ShouldBe([2]);
        (await store.ListAsync(new ListQuery { Take = 10 }, null, Cancellation)).TotalCount.ShouldBe(3);
    }

    [Theory, EveryDatabase]
    public async Task What_nobody_has_seen_to_is_found_until_it_is_settled(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var (store, executions) = (stores.Get<IUserOperationStore>(), stores.Get<IExecutionStore>());
        var pipeline = Guid.NewGuid();
        var waiting = Samples.NewExecution(pipeline, 1, ExecutionStatus.Waiting);
        var paused = Samples.NewExecution(pipeline, 2, ExecutionStatus.Paused);
        var ended = Samples.NewExecution(pipeline, 3, ExecutionStatus.Failed);
        foreach (var execution in (ExecutionState[])[waiting, paused, ended])
        {
            (await executions.CreateAsync(execution, Cancellation)).ShouldBeTrue();
            await store.CreateAsync(Ask(execution), Cancellation);
        }

        await store.CreateAsync(Ask(Samples.NewExecution(pipeline, 4)), Cancellation);

        async Task<List<int>> OverdueAsync(DateTimeOffset now) => [.. (await store.OverdueAsync(now, Cancellation)).Select(operation => operation.ExecutionIndex).Order()];
        async Task<List<int>> UntakenAsync() => [.. (await store.UntakenAsync(Cancellation)).Select(operation => operation.ExecutionIndex).Order()];
        (await OverdueAsync(Samples.Noon)).ShouldBe([3, 4]);
        (await OverdueAsync(Samples.Noon.AddYears(1))).ShouldBe([1, 2, 3, 4]);
        (await UntakenAsync()).ShouldBeEmpty();
        (await store.OlderAsync(pipeline, 3, Cancellation)).Select(operation => operation.ExecutionIndex).ShouldBe([1, 2]);

        foreach (var execution in (ExecutionState[])[waiting, paused])
        {
            await store.SettleAsync(Ask(execution).Id, Cancellation);
            (await store.CloseAsync(Ask(execution).Id, new Closing(UserOperationStatus.Approved, Samples.Noon, "") { By = "bob" }, Cancellation)).ShouldBeTrue();
        }

        (await UntakenAsync()).ShouldBe([1]);
        await store.SettleAsync(Ask(waiting).Id, Cancellation);
        (await UntakenAsync()).ShouldBeEmpty();
    }

    [Theory, EveryDatabase]
    public async Task What_an_execution_asked_goes_with_it(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var ended = Samples.NewExecution(Guid.NewGuid(), 1, ExecutionStatus.Failed);
        await stores.Get<IExecutionStore>().CreateAsync(ended, Cancellation);
        await stores.Get<IUserOperationStore>().CreateAsync(Ask(ended), Cancellation);

        (await stores.Get<IExecutionStore>().RemoveAsync(ended.Id, Cancellation)).ShouldBeTrue();

        (await stores.Get<IUserOperationStore>().FindAsync(Ask(ended).Id, Cancellation)).ShouldBeNull();
    }

    private static UserOperation Ask(ExecutionState execution) => new()
    {
        Attempt = new TaskAttempt(execution.Id, "Build", "Make", 1),
        Project = "acme",
        PipelineId = execution.PipelineId,
        PipelineName = "Deploy",
        ExecutionIndex = execution.Index,
        Summary = "Ship it?",
        Approvers = ["ada", "ops@acme.example"],
        ApproverGroups = ["developers"],
        RequestedBy = "ada",
        RequestedAt = execution.RequestedAt,
        ExpiresAt = execution.RequestedAt.AddDays(3),
    };
}
