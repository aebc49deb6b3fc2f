using Shouldly;
using Slipway.Execution;
using Slipway.Execution.Logs;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Execution.Tasks;
using Slipway.Projects;
using Xunit;
using static Slipway.Storage.Tests.Compliance.Samples;

namespace Slipway.Storage.Tests.Compliance;

public sealed class LogStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Lines_come_back_as_they_were_written(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var attempt = await AttemptAsync(stores);
        LogLine[] lines = [new(Noon, "1 \u001b[31mred\u001b[0m\tü — 火 😀"), new(Noon.AddMilliseconds(1234), ""), new(Noon.AddDays(3), "'; drop table execution_logs; --")];

        (await stores.Get<ILogStore>().AppendAsync(new LogChunk(attempt, Guid.NewGuid(), 1, [.. lines]), Cancellation)).ShouldBe(new LogAppend.Done());

        var page = await ReadAsync(stores, attempt, new LogQuery());
        page.Status.ShouldBe(ExecutionStatus.Completed);
        page.HasMore.ShouldBeFalse();
        var chunk = page.Chunks.ShouldHaveSingleItem();
        chunk.Lines.ShouldBe(lines);
        (chunk.Attempt, chunk.Sequence, chunk.Position).ShouldBe((attempt, 1, 1L));
    }

    [Theory, EveryDatabase]
    public async Task A_chunk_that_is_sent_again_is_there_once(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<ILogStore>();
        var attempt = await AttemptAsync(stores);
        var chunk = Chunk(attempt, 1, Guid.NewGuid());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.AppendAsync(chunk, Cancellation)));

        answers.ShouldAllBe(answer => answer is LogAppend.Done);
        (await ReadAsync(stores, attempt, new LogQuery())).Chunks.ShouldHaveSingleItem();
    }

    [Theory, EveryDatabase]
    public async Task A_second_writer_of_an_attempt_is_told_what_is_there(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<ILogStore>();
        var attempt = await AttemptAsync(stores);
        var first = Guid.NewGuid();
        await store.AppendAsync(Chunk(attempt, 1, first, "one", "two"), Cancellation);
        await store.AppendAsync(Chunk(attempt, 2, first, "three"), Cancellation);

        var second = Guid.NewGuid();
        (await store.AppendAsync(Chunk(attempt, 1, second, "four"), Cancellation)).ShouldBe(new LogAppend.Behind(2, 3, 11));
        (await store.AppendAsync(Chunk(attempt, 3, second, "four"), Cancellation)).ShouldBe(new LogAppend.Done());
        (await store.AppendAsync(Chunk(attempt with { Number = 2 }, 1, second, "five"), Cancellation)).ShouldBe(new LogAppend.Done());

        (await store.AppendAsync(Chunk(attempt with { IsRollback = true }, 1, second, "six"), Cancellation)).ShouldBe(new LogAppend.Done());

        var page = await ReadAsync(stores, attempt, new LogQuery());
        Texts(page).ShouldBe(["one", "two", "three", "four", "five", "six"]);
        page.Chunks[^1].Attempt.ShouldBe(attempt with { IsRollback = true });
    }

    [Theory, EveryDatabase]
    public async Task Of_many_who_write_at_once_each_chunk_has_a_position_without_gaps(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<ILogStore>();
        var attempt = await AttemptAsync(stores);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(async task =>
        {
            var writer = Guid.NewGuid();
            for (var sequence = 1; sequence <= 10; sequence++)
            {
                await store.AppendAsync(Chunk(attempt with { Task = $"Task {task}" }, sequence, writer, $"{sequence}"), Cancellation);
            }
        }));

        var page = await ReadAsync(stores, attempt, new LogQuery());
        page.Chunks.Select(chunk => chunk.Position).ShouldBe(Enumerable.Range(1, 50).Select(position => (long)position));
        Texts(await ReadAsync(stores, attempt, new LogQuery { Task = "Task 3" })).ShouldBe(Enumerable.Range(1, 10).Select(sequence => $"{sequence}"));
    }

    [Theory, EveryDatabase]
    public async Task A_log_is_read_page_by_page_from_either_end(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<ILogStore>();
        var attempt = await AttemptAsync(stores);
        var writer = Guid.NewGuid();
        for (var sequence = 1; sequence <= 100; sequence++)
        {
            await store.AppendAsync(Chunk(attempt, sequence, writer, $"{sequence}.1", $"{sequence}.2"), Cancellation);
        }

        var first = await ReadAsync(stores, attempt, new LogQuery { Lines = 3 });
        Texts(first).ShouldBe(["1.1", "1.2", "2.1", "2.2"]);
        first.HasMore.ShouldBeTrue();
        var last = await ReadAsync(stores, attempt, new LogQuery { Lines = 2, FromEnd = true });
        Texts(last).ShouldBe(["100.1", "100.2"]);
        last.HasMore.ShouldBeTrue();
        Texts(await ReadAsync(stores, attempt, new LogQuery { Lines = 4, FromEnd = true, Before = 100 })).ShouldBe(["98.1", "98.2", "99.1", "99.2"]);
        var rest = await ReadAsync(stores, attempt, new LogQuery { After = 99 });
        Texts(rest).ShouldBe(["100.1", "100.2"]);
        rest.HasMore.ShouldBeFalse();

        var all = new List<string>();
        for (LogPage? page = null; page is null or { HasMore: true };)
        {
            page = await ReadAsync(stores, attempt, new LogQuery { After = page?.Chunks[^1].Position ?? 0, Lines = 10_000 });
            all.AddRange(Texts(page));
        }

        all.Count.ShouldBe(200);
        Texts(await ReadAsync(stores, attempt, new LogQuery { Stage = "Other" })).ShouldBeEmpty();
        Texts(await ReadAsync(stores, attempt, new LogQuery { Attempt = 2 })).ShouldBeEmpty();
    }

    [Theory, EveryDatabase]
    public async Task A_log_goes_with_its_execution_and_none_is_kept_for_an_execution_that_is_not_there(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var store = stores.Get<ILogStore>();
        var (deleted, purged) = (await AttemptAsync(stores), await AttemptAsync(stores));
        var project = new Project { Id = Guid.NewGuid(), Name = "acme" };
        await stores.Get<IProjectStore>().AddAsync(project, Cancellation);
        await store.AppendAsync(Chunk(deleted, 1, Guid.NewGuid()), Cancellation);
        await store.AppendAsync(Chunk(purged, 1, Guid.NewGuid()), Cancellation);

        (await stores.Get<IExecutionStore>().RemoveAsync(deleted.Execution, Cancellation)).ShouldBeTrue();
        (await stores.ReadAsync<string>("select text from execution_logs", Cancellation)).ShouldHaveSingleItem();
        (await stores.Get<IProjectStore>().RemoveAsync(project.Id, withHistory: true, Cancellation)).ShouldBeEmpty();
        (await stores.ReadAsync<string>("select text from execution_logs", Cancellation)).ShouldBeEmpty();

        (await store.AppendAsync(Chunk(deleted, 2, Guid.NewGuid()), Cancellation)).ShouldBe(new LogAppend.Gone());
        (await store.ReadAsync(deleted.Execution, new LogQuery(), Cancellation)).ShouldBeNull();
    }

    private static async Task<TaskAttempt> AttemptAsync(OpenStores stores)
    {
        var execution = NewExecution(Guid.NewGuid(), 1, ExecutionStatus.Completed);
        await stores.Get<IExecutionStore>().CreateAsync(execution, Cancellation);
        return new TaskAttempt(execution.Id, "Build", "Make", 1);
    }

    private static LogChunk Chunk(TaskAttempt attempt, int sequence, Guid writer, params string[] lines) =>
        new(attempt, writer, sequence, [.. lines.DefaultIfEmpty("text").Select(line => new LogLine(Noon, line))]);

    private static async Task<LogPage> ReadAsync(OpenStores stores, TaskAttempt attempt, LogQuery query) =>
        (await stores.Get<ILogStore>().ReadAsync(attempt.Execution, query, Cancellation)).ShouldNotBeNull();

    private static IEnumerable<string> Texts(LogPage page) => page.Chunks.SelectMany(chunk => chunk.Lines).Select(line => line.Text);
}
