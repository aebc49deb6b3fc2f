using Microsoft.EntityFrameworkCore;
using Shouldly;
using Slipway.Storage.Tests.Compliance;
using Xunit;

namespace Slipway.Storage.Tests.Sqlite;

public sealed class MigrationTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_was_killed_while_it_migrated_can_be_started_again()
    {
        await using var stores = await OpenStores.OpenAsync(Product.Sqlite, Cancellation);
        await using var db = await stores.TablesAsync(Cancellation);
        await db.Database.ExecuteSqlRawAsync("insert into __EFMigrationsLock (Id, Timestamp) values (1, '2026-11-26 01:05:00+00:00')", Cancellation);

        await stores.Get<IServiceProvider>().MigrateAsync(Cancellation).WaitAsync(Deadline, Cancellation);

        (await stores.ReadAsync<long>("select count(*) from __EFMigrationsLock", Cancellation)).ShouldBe([0]);
    }
}
