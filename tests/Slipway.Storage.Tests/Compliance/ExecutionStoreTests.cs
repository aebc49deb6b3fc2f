using System.Collections.Immutable;
using System.Text.Json;
using Shouldly;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Execution.Tasks;
using Slipway.Pipelines.Expressions;
using Xunit;
using static Slipway.Storage.Tests.Compliance.Samples;

namespace Slipway.Storage.Tests.Compliance;

public sealed class ExecutionStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task An_execution_comes_back_as_it_was_created(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IExecutionStore>();
        var created = NewExecution(Guid.NewGuid(), 1) with { Comments = "It's \"here\"", StatusMessage = "wäits" };

        (await store.CreateAsync(created, Cancellation)).ShouldBeTrue();

        var found = (await store.FindAsync(created.Id, Cancellation)).ShouldNotBeNull();
        (found with { Definition = created.Definition, Input = created.Input, Stages = created.Stages }).ShouldBe(created);
        found.Input["tag"]!.GetValue<string>().ShouldBe("1.0.0");
        found.Stages.ShouldHaveSingleItem().Tasks.ShouldHaveSingleItem().Output!["n"]!.GetValue<int>().ShouldBe(1);
        (await store.FindAsync(new ExecutionId(Guid.NewGuid()), Cancellation)).ShouldBeNull();
    }

    [Theory, EveryDatabase]
    public async Task Nothing_of_where_an_execution_stands_is_lost(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IExecutionStore>();
        var plain = NewExecution(Guid.NewGuid(), 1);
        var task = plain.Stages[0].Tasks[0] with
        {
            Status = WorkStatus.Waiting,
            Message = "Waits for ada.",
            Attempt = 3,
            Input = new() { ["text"] = "‘…’" },
            StartedAt = Noon,
            Deadline = Noon.AddHours(3),
            Standby = new Standby(StandbyReason.Awaiting, Noon.AddHours(2)),
            IgnoreFailure = true,
            Rollback = new TaskState { Name = "Undo", Type = "Pipeline", Group = 0, Status = WorkStatus.Failed, Attempt = 1, Message = "no", EndedAt = Noon.AddHours(1) },
        };
        var created = plain with
        {
            Tags = ["nightly", "wäb"],
            RerunOf = new Rerun(new ExecutionId(Guid.NewGuid()), 7, "Build"),
            Parent = new Parent(new TaskAttempt(new ExecutionId(Guid.NewGuid()), "Deploy", "", 2, IsRollback: true), "Release", 4, 3),
            Variables = ImmutableDictionary<string, Value>.Empty.Add("api token", new Value("hush hush", IsSecret: true)),
            Restricted = new RestrictedThings(["api token"], ["Production"]),
            Secrets = ["hush hush"],
        };
        var stands = Next(created, ExecutionStatus.Canceling) with
        {
            Steered = new Steered("bob", Noon, "wrong tag"),
            Output = new() { ["url"] = "https://web.example", ["nothing"] = null },
            EndedAt = Noon.AddHours(4),
            Stages = [plain.Stages[0] with { Status = WorkStatus.Failed, Message = "Make: no", StartedAt = Noon, EndedAt = Noon, Tasks = [task], Rollback = task.Rollback! with { Status = WorkStatus.Running, Input = new() { ["pipeline"] = "Undo" } } }],
        };

        foreach (var written in (ExecutionState[])[stands, stands with { Variables = stands.Variables.Clear(), Restricted = RestrictedThings.None, Secrets = [] }])
        {
            var first = written with { Id = new ExecutionId(Guid.NewGuid()), PipelineId = Guid.NewGuid(), Version = 1 };
            await store.CreateAsync(first, Cancellation);
            var found = (await store.FindAsync(first.Id, Cancellation)).ShouldNotBeNull();

            // What is not written by a commit is what it was created with.
            JsonSerializer.Serialize(found).ShouldBe(JsonSerializer.Serialize(first with { Steered = null }));
            await store.CommitAsync(first with { Version = 2 }, Cancellation);
            found = (await store.FindAsync(first.Id, Cancellation)).ShouldNotBeNull();
            JsonSerializer.Serialize(found).ShouldBe(JsonSerializer.Serialize(first with { Version = 2 }));
            (found.WakeAt, found.DueAt, found.IsAtRest).ShouldBe((first.WakeAt, first.DueAt, first.IsAtRest));
        }
    }

    [Theory, EveryDatabase]
    public async Task A_number_is_taken_only_after_the_one_before_it_so_that_there_are_no_gaps(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IExecutionStore>();
        var pipeline = Guid.NewGuid();

        (await store.CreateAsync(NewExecution(pipeline, 2), Cancellation)).ShouldBeFalse();
        (await Task.WhenAll(store.CreateAsync(NewExecution(pipeline, 1), Cancellation), store.CreateAsync(NewExecution(pipeline, 2), Cancellation))).ShouldBe([true, true]);
        (await store.CreateAsync(NewExecution(pipeline, 4), Cancellation)).ShouldBeFalse();
        (await store.CreateAsync(NewExecution(Guid.NewGuid(), 1), Cancellation)).ShouldBeTrue();

        var last = NewExecution(pipeline, 3, ExecutionStatus.Completed);
        (await store.CreateAsync(last, Cancellation)).ShouldBeTrue();
        (await store.RemoveAsync(last.Id, Cancellation)).ShouldBeTrue();
        (await store.CreateAsync(NewExecution(pipeline, 3), Cancellation)).ShouldBeFalse("the number of a deleted execution is not given again");
        (await store.CreateAsync(NewExecution(pipeline, 4), Cancellation)).ShouldBeTrue();
    }

    [Theory, EveryDatabase]
    public async Task What_is_secret_in_an_execution_is_for_the_engine_alone(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IExecutionStore>();
        var plain = NewExecution(Guid.NewGuid(), 1);
        var task = plain.Stages[0].Tasks[0] with { Input = new() { ["token"] = "hush hush" }, Message = "said hush hush" };
        var created = plain with
        {
            Variables = ImmutableDictionary<string, Value>.Empty.Add("api token", new Value("hush hush", IsSecret: true)),
            Secrets = ["hush hush"],
            Stages = [plain.Stages[0] with { Tasks = [task] }],
        };

        await store.CreateAsync(created, Cancellation);
        await store.CommitAsync(Next(created, ExecutionStatus.Running), Cancellation);

        var forEngine = (await store.FindAsync(created.Id, Cancellation)).ShouldNotBeNull();
        forEngine.Variables["api token"].Json!.GetValue<string>().ShouldBe("hush hush");
        forEngine.Secrets.ShouldBe(["hush hush"]);
        forEngine.Stages[0].Tasks[0].Input!["token"]!.GetValue<string>().ShouldBe("hush hush");
        var forPeople = (await stores.Get<IExecutionQueries>().FindAsync(created.Id, Cancellation)).ShouldNotBeNull();
        forPeople.Variables.ShouldBeEmpty();
        forPeople.Stages[0].Tasks[0].Input!["token"]!.GetValue<string>().ShouldBe("******");
        forPeople.Stages[0].Tasks[0].Message.ShouldBe("said ******");
        foreach (var column in (string[])["stages", "sealed_state", "definition", "input"])
        {
            (await stores.ReadAsync<string>($"select {column} from executions", Cancellation)).ShouldAllBe(text => !text.Contains("hush hush", StringComparison.Ordinal));
        }
    }

    [Theory, EveryDatabase]
    public async Task An_id_and_a_number_are_given_once(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IExecutionStore>();
        var first = NewExecution(Guid.NewGuid(), 1);

        (await store.CreateAsync(first, Cancellation)).ShouldBeTrue();
        (await store.CreateAsync(first, Cancellation)).ShouldBeFalse();
        (await store.CreateAsync(NewExecution(first.PipelineId, 1), Cancellation)).ShouldBeFalse();
        (await store.CreateAsync(NewExecution(first.PipelineId, 2), Cancellation)).ShouldBeTrue();
        (await store.CreateAsync(NewExecution(Guid.NewGuid(), 1), Cancellation)).ShouldBeTrue();
    }

    [Theory, EveryDatabase]
    public async Task A_number_is_given_only_after_the_one_before_it_though_that_may_be_deleted_since(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IExecutionStore>();
        var first = NewExecution(Guid.NewGuid(), 1, ExecutionStatus.Completed);
        var third = NewExecution(first.PipelineId, 3, ExecutionStatus.Completed);

        (await store.CreateAsync(first, Cancellation)).ShouldBeTrue();
        (await store.CreateAsync(third, Cancellation)).ShouldBeFalse();
        (await store.FindAsync(third.Id, Cancellation)).ShouldBeNull();

        (await store.RemoveAsync(first.Id, Cancellation)).ShouldBeTrue();
        (await store.CreateAsync(third, Cancellation)).ShouldBeFalse();
        (await store.CreateAsync(NewExecution(first.PipelineId, 2), Cancellation)).ShouldBeTrue();
        (await store.CreateAsync(third, Cancellation)).ShouldBeTrue();
        (await store.CreateAsync(third, Cancellation)).ShouldBeFalse();
        (await store.FindAsync(third.Id, Cancellation)).ShouldNotBeNull();
    }

    [Theory, EveryDatabase]
    public async Task The_numbers_of_those_that_exist_are_told(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IExecutionStore>();
        var pipeline = Guid.NewGuid();
        var (first, second) = (NewExecution(pipeline, 1), NewExecution(pipeline, 2));
        await store.CreateAsync(first, Cancellation);
        await store.CreateAsync(second, Cancellation);

        var numbers = await store.NumbersAsync([first.Id, new ExecutionId(Guid.NewGuid()), second.Id], Cancellation);

        numbers.ShouldBe(new Dictionary<ExecutionId, int> { [first.Id] = 1, [second.Id] = 2 }, ignoreOrder: true);
        (await store.NumbersAsync([], Cancellation)).ShouldBeEmpty();
    }

    [Theory, EveryDatabase]
    public async Task Executions_of_one_definition_share_it_in_memory_and_those_of_a_changed_one_do_not(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IExecutionStore>();
        var pipeline = Guid.NewGuid();
        var (first, second) = (NewExecution(pipeline, 1), NewExecution(pipeline, 2));
        var changed = NewExecution(pipeline, 3) with { Definition = first.Definition with { Description = "Another one." } };
        foreach (var execution in (ExecutionState[])[first, second, changed])
        {
            await store.CreateAsync(execution, Cancellation);
        }

        var found = (await store.FindAsync(first.Id, Cancellation))!.Definition;

        (await store.FindAsync(second.Id, Cancellation))!.Definition.ShouldBeSameAs(found);
        (await store.FindAsync(changed.Id, Cancellation))!.Definition.Description.ShouldBe("Another one.");
    }

    [Theory, EveryDatabase]
    public async Task Of_two_who_commit_the_same_version_one_loses(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IExecutionStore>();
        var state = NewExecution(Guid.NewGuid(), 1);
        await store.CreateAsync(state, Cancellation);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.CommitAsync(Next(state, ExecutionStatus.Running), Cancellation)));

        answers.Count(won => won).ShouldBe(1);
        (await store.FindAsync(state.Id, Cancellation)).ShouldNotBeNull().Version.ShouldBe(2);
        (await store.CommitAsync(Next(Next(Next(state, ExecutionStatus.Running), ExecutionStatus.Running), ExecutionStatus.Running), Cancellation)).ShouldBeFalse();
        (await store.CommitAsync(Next(Next(state, ExecutionStatus.Running), ExecutionStatus.Completed), Cancellation)).ShouldBeTrue();
    }

    [Theory, EveryDatabase]
    public async Task What_has_not_ended_is_known_by_number_and_whether_it_waits(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<IExecutionStore>();
        var pipeline = Guid.NewGuid();
        var running = NewExecution(pipeline, 2, ExecutionStatus.Running);
        var queued = NewExecution(pipeline, 3);
        foreach (var state in (ExecutionState[])[NewExecution(pipeline, 1, ExecutionStatus.Completed), running, queued, NewExecution(pipeline, 4, ExecutionStatus.Completed), NewExecution(Guid.NewGuid(), 1, ExecutionStatus.Failed)])
        {
            await store.CreateAsync(state, Cancellation);
        }

        var load = await store.LoadAsync(pipeline, Cancellation);

        load.LastIndex.ShouldBe(4);
        load.Unfinished.ShouldBe([new UnfinishedExecution(running.Id, IsQueued: false, running.WakeAt), new UnfinishedExecution(queued.Id, IsQueued: true, null)]);
        (await store.BusyPipelinesAsync(DateTimeOffset.UnixEpoch, Cancellation)).ShouldBe([pipeline]);
        (await store.LoadAsync(Guid.NewGuid(), Cancellation)).LastIndex.ShouldBe(0);
    }

    [Theory, EveryDatabase]
    public async Task Lists_show_the_newest_first_page_by_page(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var pipeline = Guid.NewGuid();
        await Task.WhenAll(Enumerable.Range(1, 7).Select(index => stores.Get<IExecutionStore>().CreateAsync(NewExecution(pipeline, index), Cancellation)));

        var page = await stores.Get<IExecutionQueries>().ListAsync(new ExecutionFilter(Project: "acme", PipelineId: pipeline, Status: ExecutionStatus.Queued), 2, 3, Cancellation);

        page.Items.Select(execution => execution.Index).ShouldBe([5, 4, 3]);
        page.TotalCount.ShouldBe(7);
    }

    [Theory, EveryDatabase]
    public async Task A_list_is_narrowed_to_a_pipeline_s_name_a_person_a_message_and_comments_to_the_letter(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var (web, shop) = (Guid.NewGuid(), Guid.NewGuid());
        var newest = NewExecution(web, 1, name: "Deploy web") with { RequestedBy = "ada", Comments = "a release", StatusMessage = "Waits." };
        foreach (var execution in (ExecutionState[])[newest, NewExecution(web, 2, name: "Deploy web") with { RequestedBy = "Ada" }, NewExecution(shop, 1, name: "Deploy") with { RequestedBy = "ada", Comments = "A release" }])
        {
            await stores.Get<IExecutionStore>().CreateAsync(execution, Cancellation);
        }

        foreach (var (filter, found) in ((ExecutionFilter, int)[])
        [
            (new() { Pipeline = "Deploy web" }, 2), (new() { Pipeline = "deploy web" }, 0), (new() { By = "ada" }, 2), (new() { By = "ada", Pipeline = "Deploy" }, 1),
            (new() { Message = "Waits." }, 1), (new() { Message = "Waits" }, 0), (new() { Comments = "a release" }, 1), (new(Status: ExecutionStatus.Failed) { By = "ada" }, 0),
            (new(VisibleProjects: new HashSet<string> { "acme", "other" }) { By = "ada" }, 2), (new(VisibleProjects: new HashSet<string> { "other", "another" }) { By = "ada" }, 0),
        ])
        {
            var page = await stores.Get<IExecutionQueries>().ListAsync(filter, 0, 10, Cancellation);
            page.TotalCount.ShouldBe(found, filter.ToString());
            page.Items.ShouldAllBe(execution => filter.Matches(execution));
        }
    }

    [Theory, EveryDatabase]
    public async Task What_is_searched_for_is_not_counted_and_it_is_known_whether_there_is_more(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var pipeline = Guid.NewGuid();
        await Task.WhenAll(Enumerable.Range(1, 5).Select(index => stores.Get<IExecutionStore>().CreateAsync(NewExecution(pipeline, index), Cancellation)));

        async Task<(int Rows, int Total, bool IsExact)> PageAsync(int skip, int take)
        {
            var page = await stores.Get<IExecutionQueries>().ListAsync(new ExecutionFilter(Text: "ada"), skip, take, Cancellation);
            return (page.Items.Count, page.TotalCount, page.IsTotalExact);
        }

        (await PageAsync(0, 2)).ShouldBe((2, 3, false));
        (await PageAsync(2, 2)).ShouldBe((2, 5, false));
        (await PageAsync(4, 2)).ShouldBe((1, 5, true));
        (await PageAsync(0, 5)).ShouldBe((5, 5, true));
    }

    [Theory]
    [InlineData(Product.Sqlite, "FAIL", 1)]
    [InlineData(Product.Postgres, "FAIL", 1)]
    [InlineData(Product.Sqlite, "depLOY web#2", 1)]
    [InlineData(Product.Postgres, "depLOY web#2", 1)]
    [InlineData(Product.Sqlite, "100%", 1)]
    [InlineData(Product.Postgres, "100%", 1)]
    [InlineData(Product.Sqlite, "1_0", 0)]
    [InlineData(Product.Postgres, "1_0", 0)]
    [InlineData(Product.Sqlite, @"\", 0)]
    [InlineData(Product.Postgres, @"\", 0)]
    [InlineData(Product.Sqlite, "ADA", 2)]
    [InlineData(Product.Postgres, "ADA", 2)]
    [InlineData(Product.Postgres, "\0", 0)]
    public async Task A_text_is_searched_for_as_it_stands_whatever_the_case(Product product, string text, int found)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var pipeline = Guid.NewGuid();
        await stores.Get<IExecutionStore>().CreateAsync(NewExecution(pipeline, 1) with { StatusMessage = "Failed at 100%" }, Cancellation);
        await stores.Get<IExecutionStore>().CreateAsync(NewExecution(pipeline, 2, name: "Deploy web"), Cancellation);

        (await stores.Get<IExecutionQueries>().ListAsync(new ExecutionFilter(Text: text), 0, 10, Cancellation)).TotalCount.ShouldBe(found);
    }
}
