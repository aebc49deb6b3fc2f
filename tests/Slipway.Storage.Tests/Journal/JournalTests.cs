using Shouldly;
using Slipway.Storage.Journal;
using Slipway.Storage.Tests.Compliance;
using Xunit;

namespace Slipway.Storage.Tests.Journal;

public sealed class JournalTests
{
    private const string Insert = "insert into lines values (@0, @1)";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task When_a_write_is_answered_another_connection_sees_it(Product product)
    {
        await using var stores = await OpenAsync(product);

        var changed = await stores.Journal.WriteAsync(session => session.ExecuteAsync(Insert, 1, "one"), Cancellation);

        changed.ShouldBe(1);
        (await NumbersAsync(stores)).ShouldBe([1]);
    }

    [Theory, EveryDatabase]
    public async Task Writes_happen_in_the_order_they_were_asked_for_and_each_caller_gets_its_own_answer(Product product)
    {
        await using var stores = await OpenAsync(product);

        var answers = await Task.WhenAll(Enumerable.Range(0, 1500).Select(number =>
            stores.Journal.WriteAsync(
                async session =>
                {
                    // Each is the successor of the one before, or changes nothing.
                    await session.ExecuteAsync("insert into lines select @0, 'text' where @1 = (select count(*) from lines)", number, (long)number);
                    return number;
                },
                Cancellation)));

        answers.ShouldBe(Enumerable.Range(0, 1500));
        (await NumbersAsync(stores)).ShouldBe(Enumerable.Range(0, 1500));
    }

    [Theory, EveryDatabase]
    public async Task A_write_that_fails_does_not_take_its_neighbours_with_it_and_leaves_nothing_of_itself(Product product)
    {
        await using var stores = await OpenAsync(product);
        var writes = Enumerable.Range(1, 20).Select(number => stores.Journal.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Insert, number, "text");
                return number == 10 ? await session.ExecuteAsync(Insert, 100, null) : 1;
            },
            Cancellation)).ToList();

        var failed = await Should.ThrowAsync<JournalUnavailableException>(writes[9]);
        await Task.WhenAll(writes.Where((_, place) => place != 9));

        failed.IsInDoubt.ShouldBeFalse();
        (await NumbersAsync(stores)).ShouldBe(Enumerable.Range(1, 20).Where(number => number != 10));
    }

    [Theory, EveryDatabase]
    public async Task After_a_failure_the_next_write_is_taken(Product product)
    {
        await using var stores = await OpenAsync(product);

        await Should.ThrowAsync<JournalUnavailableException>(stores.Journal.WriteAsync(session => session.ExecuteAsync("insert into nowhere values (1)"), Cancellation));
        await stores.Journal.WriteAsync(session => session.ExecuteAsync("insert into lines values (1, 'one')"), Cancellation);

        (await NumbersAsync(stores)).ShouldBe([1]);
    }

    [Theory, EveryDatabase]
    public async Task A_parameter_may_be_nothing_at_first_and_something_later(Product product)
    {
        await using var stores = await OpenAsync(product);

        foreach (var text in (string?[])[null, null, null, "four", null])
        {
            await stores.Journal.WriteAsync(session => session.ExecuteAsync("insert into notes values (@0)", text), Cancellation);
        }

        (await stores.ReadAsync<string>("select text from notes where text is not null", Cancellation)).ShouldBe(["four"]);
        (await stores.ReadAsync<long>("select count(*) from notes", Cancellation)).ShouldBe([5]);
    }

    [Theory, EveryDatabase]
    public async Task What_was_taken_in_before_the_stop_is_written_and_what_comes_after_is_refused(Product product)
    {
        await using var stores = await OpenAsync(product);
        var writes = Enumerable.Range(1, 50).Select(number => stores.Journal.WriteAsync(session => session.ExecuteAsync(Insert, number, "text"), Cancellation)).ToList();

        await stores.Journal.StopAsync(Cancellation);

        await Task.WhenAll(writes);
        (await NumbersAsync(stores)).Count.ShouldBe(50);
        await Should.ThrowAsync<JournalUnavailableException>(() => stores.Journal.WriteAsync(session => session.ExecuteAsync("delete from lines"), Cancellation));
    }

    private static async Task<OpenStores> OpenAsync(Product product)
    {
        var stores = await OpenStores.OpenAsync(product, Cancellation);
        await stores.Journal.WriteAsync(session => session.ExecuteAsync("create table lines (number integer primary key, text text not null)"), Cancellation);
        await stores.Journal.WriteAsync(session => session.ExecuteAsync("create table notes (text text)"), Cancellation);
        return stores;
    }

    private static Task<IReadOnlyList<int>> NumbersAsync(OpenStores stores) => stores.ReadAsync<int>("select number from lines order by number", Cancellation);
}
