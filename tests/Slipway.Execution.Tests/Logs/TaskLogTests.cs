using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Slipway.Execution.Feed;
using Slipway.Execution.Logs;
using Slipway.Execution.Tasks;
using Xunit;

namespace Slipway.Execution.Tests.Logs;

public sealed class TaskLogTests
{
    private static readonly TaskAttempt Attempt = new(new ExecutionId(Guid.NewGuid()), "Build", "Make", 1);
    private static readonly TaskOutcome.Completed Made = new([], "Made.");

    private readonly RememberingStore store = new();
    private readonly Feed<LogAppended> feed = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_are_stored_in_their_order_between_how_it_began_and_how_it_ended()
    {
        var told = 0;
        using var subscription = feed.Subscribe(news => told += news.Execution == Attempt.Execution ? 1 : 0);
        using var log = Open();
        log.Write("on");
        log.Write("e\ntw");
        log.WriteLine("o");
        log.Write("three");
        await log.EndAsync(Made);

        store.Lines.ShouldBe(["Task type TEST, attempt 1.", "one", "two", "three", "Completed. Made."]);
        store.Chunks.Select(chunk => chunk.Sequence).ShouldBe(Enumerable.Range(1, store.Chunks.Count));
        told.ShouldBe(store.Chunks.Count);
    }

    [Fact]
    public async Task An_attempt_that_writes_nothing_leaves_nothing_unless_it_fails()
    {
        using (var log = Open())
        {
            await log.EndAsync(Made);
        }

        using (var log = Open())
        {
            await log.EndAsync(null);
        }

        store.Chunks.ShouldBeEmpty();
        using (var log = Open())
        {
            await log.EndAsync(new TaskOutcome.Failed("No such thing."));
        }

        store.Lines.ShouldBe(["Task type TEST, attempt 1.", "Failed: No such thing."]);
    }

    [Fact]
    public async Task What_the_database_did_not_take_is_sent_again_and_what_it_took_is_not_doubled()
    {
        store.Before = asked => asked is 1 ? throw new IOException("The database is gone.") : Task.CompletedTask;
        using var log = Open();
        log.WriteLine("one");
        await WaitAsync(() => store.Chunks.Count > 0);
        log.WriteLine("two");
        await log.EndAsync(Made);

        store.Lines.ShouldBe(["Task type TEST, attempt 1.", "one", "two", "Completed. Made."]);
        store.Asked.ShouldBeGreaterThan(store.Chunks.Count);
    }

    [Fact]
    public async Task A_database_that_stays_away_neither_holds_up_the_end_nor_breaks_it()
    {
        store.Before = _ => throw new IOException("The database is gone.");
        using var log = Open(new LogBounds { EndWait = TimeSpan.FromMilliseconds(20) });
        log.WriteLine("one");
        await log.EndAsync(Made).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        store.Chunks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_does_not_answer_does_not_hold_up_the_end()
    {
        store.Before = _ => new TaskCompletionSource().Task;
        using var log = Open(new LogBounds { EndWait = TimeSpan.FromMilliseconds(20) });
        log.WriteLine("one");
        await log.EndAsync(Made).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        store.Chunks.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_attempt_that_is_taken_up_again_goes_on_behind_what_it_had_written()
    {
        using (var log = Open())
        {
            log.WriteLine("one");
            await log.EndAsync(null);
        }

        using (var log = Open(new LogBounds { Lines = 3 }))
        {
            log.WriteLine("two");
            await WaitAsync(() => store.Chunks.Count > 1);
            log.WriteLine("three");
            log.WriteLine("four");
            await log.EndAsync(Made);
        }

        var lines = store.Lines.ToList();
        lines.Take(4).ShouldBe(["Task type TEST, attempt 1.", "one", "The attempt is taken up again.", "two"]);
        lines[4].ShouldStartWith("The log is full");
        lines.ShouldContain("2 lines (9 characters) were cut.", "what came before the crash counts");
        store.Chunks.Select(chunk => chunk.Sequence).ShouldBe(Enumerable.Range(1, store.Chunks.Count));
    }

    [Fact]
    public async Task What_is_too_much_of_one_attempt_is_cut_and_the_end_says_how_much()
    {
        using var log = Open(new LogBounds { Lines = 10, Characters = 1000, LineLength = 100 });
        for (var i = 0; i < 5; i++)
        {
            log.WriteLine(new string('x', 150));
        }

        for (var i = 0; i < 20; i++)
        {
            log.WriteLine("y");
        }

        await log.EndAsync(new TaskOutcome.Failed("At last."));

        var lines = store.Lines.ToList();
        lines.Count(line => line.StartsWith('x')).ShouldBe(5);
        lines[1].ShouldBe($"{new string('x', 100)} … [50 characters cut]");
        lines.Count(line => line == "y").ShouldBe(5);
        lines.ShouldContain("The log is full: 10 lines and 1,000 characters are kept of an attempt. What comes now is cut.");
        lines.TakeLast(2).ShouldBe(["15 lines (15 characters) were cut.", "Failed: At last."]);
    }

    [Fact]
    public async Task What_comes_faster_than_the_database_takes_it_is_bounded_and_the_gap_is_told()
    {
        var open = new TaskCompletionSource();
        store.Before = _ => open.Task;
        using var log = Open(new LogBounds { Waiting = 100 });
        for (var i = 0; i < 1000; i++)
        {
            log.WriteLine("0123456789");
        }

        open.SetResult();
        await WaitAsync(() => store.Lines.Count() > 5);
        log.WriteLine("and on");
        await log.EndAsync(Made);

        var lines = store.Lines.ToList();
        lines.Count.ShouldBeLessThan(30);
        lines.ShouldContain(line => line.EndsWith("are missing here: the database did not take them in time.", StringComparison.Ordinal));
        lines.ShouldContain("and on");
    }

    [Fact]
    public async Task Secrets_are_masked_in_what_is_written_in_pieces_and_in_how_it_ended()
    {
        using var log = Open(secrets: ["hush hush"]);
        log.Write("the token is hush");
        log.Write(" hush, the password ");
        log.Hide(["p4ssw0rd"]);
        log.WriteLine("p4ssw0rd");
        await log.EndAsync(new TaskOutcome.Failed("hush hush was refused"));

        store.Lines.Skip(1).ShouldBe(["the token is ******, the password ******", "Failed: ****** was refused"]);
    }

    private TaskLog Open(LogBounds? bounds = null, params string[] secrets) =>
        new(Attempt, secrets, store, feed, (bounds ?? new LogBounds()) with { Gathering = TimeSpan.Zero }, TimeProvider.System, NullLogger.Instance) { Heading = "Task type TEST, attempt 1." };

    private static async Task WaitAsync(Func<bool> holds)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            await Task.Delay(5, deadline.Token);
        }
    }
}
