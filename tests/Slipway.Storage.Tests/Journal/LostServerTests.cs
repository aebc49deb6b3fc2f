using System.Collections.Concurrent;
using Npgsql;
using Shouldly;
using Slipway.Storage.Journal;
using Slipway.Storage.Tests.Compliance;
using Slipway.Storage.Tests.Postgres;
using Slipway.Triggers.Deliveries;
using Xunit;

namespace Slipway.Storage.Tests.Journal;

public sealed class LostServerTests
{
    private const int Callers = 24;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_under_load_and_started_again_it_has_every_row_that_was_answered_and_the_journal_goes_on()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        var database = await server.CreateDatabaseAsync(Cancellation);
        await using var stores = await OpenStores.OpenAsync(database, Cancellation);
        var store = stores.Get<IDeliveryStore>();
        var answered = new ConcurrentBag<Guid>();
        var told = new ConcurrentBag<JournalUnavailableException>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                var delivery = Samples.Delivery(Guid.NewGuid());
                try
                {
                    await store.AppendAsync(delivery, CancellationToken.None);
                    answered.Add(delivery.Id);
                }
                catch (JournalUnavailableException e)
                {
                    told.Add(e);
                }
            }
        })).ToList();

        await UntilAsync(() => answered.Count > 500);
        await server.KillAsync();
        await UntilAsync(() => !told.IsEmpty);
        var before = answered.Count;
        await server.StartAsync();
        await UntilAsync(() => answered.Count > before + 500);
        await end.CancelAsync();
        await Task.WhenAll(callers);

        var stored = (await PostgresServer.ReadAsync<Guid>(database, "select id from deliveries", Cancellation)).ToHashSet();
        answered.Where(id => !stored.Contains(id)).ShouldBeEmpty();
        // Whoever was told otherwise has nothing there, but for those that were caught in the commit.
        (stored.Count - answered.Count).ShouldBeInRange(0, told.Count(e => e.IsInDoubt));
    }

    [Fact]
    public async Task A_connection_that_was_cut_while_nobody_wrote_costs_nobody_an_error()
    {
        var server = (await TestContext.Current.GetFixture<PostgresServer>())!;
        await using var stores = await OpenStores.OpenAsync(Product.Postgres, Cancellation);
        await stores.Get<IDeliveryStore>().AppendAsync(Samples.Delivery(Guid.NewGuid()), Cancellation);

        var database = (await stores.ReadAsync<string>("select current_database()::text", Cancellation)).Single();
        var cut = await PostgresServer.ReadAsync<bool>(
            server.ConnectionString("postgres"), $"select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '{database}' and query like 'COMMIT%'", Cancellation);
        cut.ShouldContain(true);

        await stores.Get<IDeliveryStore>().AppendAsync(Samples.Delivery(Guid.NewGuid()), Cancellation);
    }

    [Fact]
    public async Task Commits_are_flushed_even_where_the_server_says_that_they_need_not_be()
    {
        var server = (await TestContext.Current.GetFixture<PostgresServer>())!;
        var database = await server.CreateDatabaseAsync(Cancellation);
        await server.ExecuteAsync($"alter database {new NpgsqlConnectionStringBuilder(database).Database} set synchronous_commit = off", Cancellation);
        await using var stores = await OpenStores.OpenAsync($"{database};Options=-c synchronous_commit=off", Cancellation);
        await stores.Journal.WriteAsync(session => session.ExecuteAsync("create table told (setting text)"), Cancellation);

        await stores.Journal.WriteAsync(session => session.ExecuteAsync("insert into told values (current_setting('synchronous_commit'))"), Cancellation);

        (await stores.ReadAsync<string>("select setting from told", Cancellation)).ShouldBe(["on"]);
        // Again and again: what is taken out of the pool must not have forgotten it.
        (await stores.ReadAsync<string>("select current_setting('synchronous_commit')", Cancellation)).ShouldBe(["on"]);
        (await stores.ReadAsync<string>("select current_setting('synchronous_commit')", Cancellation)).ShouldBe(["on"]);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(120));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }
}
