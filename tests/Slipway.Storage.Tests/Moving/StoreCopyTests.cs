using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouldly;
using Slipway.Storage.Moving;
using Slipway.Storage.Tests.Compliance;
using Slipway.Storage.Tests.Postgres;
using Slipway.Triggers.Deliveries;
using Xunit;

namespace Slipway.Storage.Tests.Moving;

public sealed class StoreCopyTests
{
    private const int Rows = 7;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_of_every_table_arrives_as_it_was()
    {
        await using var source = await OpenStores.OpenAsync(Product.Sqlite, Cancellation);
        var database = await DatabaseAsync();
        await using var target = await OpenStores.OpenAsync(database, Cancellation);
        await using var from = await source.TablesAsync(Cancellation);
        await using var to = await target.TablesAsync(Cancellation);
        await SampleRows.FillAsync(from, Rows, Cancellation);
        await StoreCopy.DemandEmptyAsync(DatabaseChoice.Postgres(database), Cancellation);

        var copied = await StoreCopy.RunAsync(DatabaseChoice.Sqlite(source.DataDirectory), DatabaseChoice.Postgres(database), new Nobody(), Cancellation);

        var tables = MovedTable.In(to.Model);
        copied.Select(table => table.Table).ShouldBe(tables.Select(table => table.Name));
        copied.ShouldAllBe(table => table.Rows == Rows);
        foreach (var table in tables)
        {
            (await ReadAsync(to, table)).ShouldBe(await ReadAsync(from, table), table.Name);
        }
    }

    [Fact]
    public async Task Numbers_go_on_where_they_were_and_the_audit_is_as_hard_as_before()
    {
        await using var source = await OpenStores.OpenAsync(Product.Sqlite, Cancellation);
        var database = await DatabaseAsync();
        await using var target = await OpenStores.OpenAsync(database, Cancellation);
        await using var from = await source.TablesAsync(Cancellation);
        await SampleRows.FillAsync(from, Rows, Cancellation);
        var last = await from.Deliveries.MaxAsync(delivery => delivery.Sequence, Cancellation);

        // The newest number was given to one that is gone.
        await from.Deliveries.Where(delivery => delivery.Sequence == last).ExecuteDeleteAsync(Cancellation);
        await StoreCopy.RunAsync(DatabaseChoice.Sqlite(source.DataDirectory), DatabaseChoice.Postgres(database), new Nobody(), Cancellation);
        await target.Get<IDeliveryStore>().AppendAsync(Samples.Delivery(Guid.NewGuid()), Cancellation);

        await using var to = await target.TablesAsync(Cancellation);
        (await to.Deliveries.MaxAsync(delivery => delivery.Sequence, Cancellation)).ShouldBeGreaterThanOrEqualTo(last);
        var refused = await Should.ThrowAsync<PostgresException>(to.Database.ExecuteSqlRawAsync("delete from audit", Cancellation));
        refused.MessageText.ShouldContain("append-only");
    }

    [Fact]
    public async Task What_cannot_be_taken_leaves_the_other_database_empty_and_the_copy_can_be_made_again()
    {
        await using var source = await OpenStores.OpenAsync(Product.Sqlite, Cancellation);
        var database = await DatabaseAsync();
        await using var target = await OpenStores.OpenAsync(database, Cancellation);
        await using var from = await source.TablesAsync(Cancellation);
        await SampleRows.FillAsync(from, Rows, Cancellation);
        var (sqlite, postgres) = (DatabaseChoice.Sqlite(source.DataDirectory), DatabaseChoice.Postgres(database));
        await from.Database.ExecuteSqlRawAsync("update \"AspNetUsers\" set user_name = hex(zeroblob(200)) where rowid = 3", Cancellation);

        var refused = await Should.ThrowAsync<DatabaseUnavailableException>(StoreCopy.RunAsync(sqlite, postgres, new Nobody(), Cancellation));
        await StoreCopy.DemandEmptyAsync(postgres, Cancellation);
        await from.Database.ExecuteSqlRawAsync("update \"AspNetUsers\" set user_name = 'ada' where rowid = 3", Cancellation);
        var copied = await StoreCopy.RunAsync(sqlite, postgres, new Nobody(), Cancellation);

        refused.Message.ShouldContain("value too long");
        refused.Message.ShouldContain("as empty as before");
        copied.ShouldAllBe(table => table.Rows == Rows);
    }

    [Fact]
    public async Task A_database_that_holds_something_is_refused_and_the_table_is_named()
    {
        var database = await DatabaseAsync();
        await using var target = await OpenStores.OpenAsync(database, Cancellation);
        await target.Get<IDeliveryStore>().AppendAsync(Samples.Delivery(Guid.NewGuid()), Cancellation);

        var refused = await Should.ThrowAsync<DatabaseUnavailableException>(StoreCopy.DemandEmptyAsync(DatabaseChoice.Postgres(database), Cancellation));

        refused.Message.ShouldContain("is not empty: there are rows in deliveries.");
    }

    private static async Task<string> DatabaseAsync() => await (await TestContext.Current.GetFixture<PostgresServer>())!.CreateDatabaseAsync(Cancellation);

    private static async Task<List<string>> ReadAsync(SlipwayDb db, MovedTable table)
    {
        await db.Database.OpenConnectionAsync(Cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"select {table.ColumnList} from {table.Quoted}";
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(string.Join(" | ", table.Columns.Select((column, place) => $"{column.Name}={Value(reader, place, column)}")));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Value(DbDataReader reader, int place, MovedColumn column) =>
        reader.IsDBNull(place) ? "null"
        : column.Type == typeof(Guid) ? $"{reader.GetGuid(place)}"
        : column.Type == typeof(bool) ? $"{reader.GetBoolean(place)}"
        : column.Type == typeof(byte[]) ? Convert.ToHexString(reader.GetFieldValue<byte[]>(place))
        : $"{reader.GetValue(place)}";

    private sealed class Nobody : IProgress<TableProgress>
    {
        public void Report(TableProgress value)
        {
        }
    }
}
