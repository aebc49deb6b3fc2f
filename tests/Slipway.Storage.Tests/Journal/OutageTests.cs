using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouldly;
using Slipway.Execution.Store;
using Slipway.Storage.Journal;
using Slipway.Storage.Tests.Compliance;
using Xunit;

namespace Slipway.Storage.Tests.Journal;

public sealed class OutageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Exception, bool> Errors => new()
    {
        { new JournalUnavailableException("gone"), true },
        { new SqliteException("database is locked", 5), true },
        { new SqliteException("disk I/O error", 10), true },
        { new DbUpdateException("not saved", new SqliteException("database or disk is full", 13)), true },
        { new SqliteException("unable to open database file", 14), true },
        { new SqliteException("UNIQUE constraint failed", 19), false },
        { new SqliteException("syntax error", 1), false },
        { new NpgsqlException("Exception while reading from stream", new IOException("cut")), true },
        { new InvalidOperationException("likely due to a transient failure", new NpgsqlException("Failed to connect")), true },
        { Answered("57P01"), true },
        { Answered("53100"), true },
        { Answered("58030"), true },
        { new DbUpdateException("not saved", Answered("23505")), false },
        { Answered("42P01"), false },
        { new IOException("of something else"), false },
    };

    [Theory, MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public async Task A_database_that_is_away_is_told_from_a_statement_that_is_wrong(Exception error, bool isAway)
    {
        await using var stores = await OpenStores.OpenAsync(Product.Sqlite, Cancellation);

        stores.Get<IStoreOutage>().Explains(error).ShouldBe(isAway);
    }

    [Fact]
    public void Whether_a_write_is_in_doubt_comes_along_with_its_error()
    {
        new JournalUnavailableException("lost") { IsInDoubt = true }.IsInDoubt.ShouldBeTrue();
        new JournalUnavailableException("lost") { IsInDoubt = false }.IsInDoubt.ShouldBeFalse();
        new JournalUnavailableException("lost").IsInDoubt.ShouldBeFalse();
    }

    private static PostgresException Answered(string state) => new("message", "ERROR", "ERROR", state);
}
