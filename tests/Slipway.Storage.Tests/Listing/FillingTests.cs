using Microsoft.EntityFrameworkCore;
using Shouldly;
using Slipway.Storage.Bench;
using Slipway.Storage.Tests.Compliance;
using Xunit;

namespace Slipway.Storage.Tests.Listing;

public sealed class FillingTests
{
    private const int Rows = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task What_the_bench_fills_the_tables_with_fits_into_them(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        await using var db = await stores.TablesAsync(Cancellation);
        var isSqlite = product is Product.Sqlite;

        await db.Database.ExecuteSqlRawAsync(Filling.Executions(isSqlite), [Rows, "{}", "[]", "{}"], Cancellation);
        await db.Database.ExecuteSqlRawAsync(Filling.Events(isSqlite), [Rows], Cancellation);
        await db.Database.ExecuteSqlRawAsync(Filling.Audit(isSqlite), [Rows], Cancellation);

        (await db.Executions.CountAsync(Cancellation)).ShouldBe(Rows);
        (await db.RegistryEvents.CountAsync(Cancellation)).ShouldBe(Rows);
        (await db.Audit.CountAsync(Cancellation)).ShouldBe(Rows);
    }
}
