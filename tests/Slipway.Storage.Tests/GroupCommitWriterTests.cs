using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Slipway.Storage.Journal;
using Xunit;

namespace Slipway.Storage.Tests;

public sealed class GroupCommitWriterTests : IAsyncLifetime
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-journal-");
    private GroupCommitWriter writer = null!;
    private int opened;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string ConnectionString => $"Data Source={Path.Combine(data.FullName, "test.db")};Pooling=False";

    public async ValueTask InitializeAsync()
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "create table lines (number integer primary key, text text not null)";
        await command.ExecuteNonQueryAsync();
        writer = new GroupCommitWriter(
            async cancellation =>
            {
                opened++;
                var fresh = new SqliteConnection(ConnectionString);
                await fresh.OpenAsync(cancellation);
                return fresh;
            },
            NullLogger<GroupCommitWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await writer.StopAsync(CancellationToken.None);
        data.Delete(recursive: true);
    }

    [Fact]
    public async Task When_a_write_is_answered_another_connection_sees_it()
    {
        var changed = await writer.WriteAsync(session => session.ExecuteAsync("insert into lines values (@0, @1)", 1, "one"), Cancellation);

        changed.ShouldBe(1);
        (await ReadAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task Writes_happen_in_the_order_they_were_asked_for()
    {
        var rowIds = await Task.WhenAll(Enumerable.Range(0, 500).Select(number =>
            writer.WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync("insert into lines (text) values (@0)", $"{number}");
                    return number;
                },
                Cancellation)));

        rowIds.ShouldBe(Enumerable.Range(0, 500));
        (await ReadTextsAsync()).ShouldBe(Enumerable.Range(0, 500).Select(number => $"{number}"));
    }

    [Fact]
    public async Task A_write_that_fails_does_not_take_its_neighbours_with_it_and_leaves_nothing_of_itself()
    {
        var writes = Enumerable.Range(1, 20).Select(number => writer.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("insert into lines values (@0, @1)", number, "text");
                return number == 10 ? await session.ExecuteAsync("insert into lines values (@0, @1)", 100, null) : 1;
            },
            Cancellation)).ToList();

        await Should.ThrowAsync<JournalUnavailableException>(writes[9]);
        await Task.WhenAll(writes.Where((_, place) => place != 9));

        (await ReadAsync()).ShouldBe(Enumerable.Range(1, 20).Where(number => number != 10).Select(number => (long)number));
    }

    [Fact]
    public async Task After_a_failure_the_connection_is_made_anew()
    {
        await Should.ThrowAsync<JournalUnavailableException>(writer.WriteAsync(session => session.ExecuteAsync("insert into nowhere values (1)"), Cancellation));
        await writer.WriteAsync(session => session.ExecuteAsync("insert into lines values (1, 'one')"), Cancellation);

        opened.ShouldBe(2);
        (await ReadAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task What_was_taken_in_before_the_stop_is_written_and_what_comes_after_is_refused()
    {
        var writes = Enumerable.Range(1, 50).Select(number => writer.WriteAsync(session => session.ExecuteAsync("insert into lines values (@0, 'text')", number), Cancellation)).ToList();

        await writer.StopAsync(Cancellation);

        await Task.WhenAll(writes);
        (await ReadAsync()).Count.ShouldBe(50);
        await Should.ThrowAsync<JournalUnavailableException>(() => writer.WriteAsync(session => session.ExecuteAsync("delete from lines"), Cancellation));
    }

    private async Task<IReadOnlyList<long>> ReadAsync() => await ReadAsync("select number from lines order by number", reader => reader.GetInt64(0));

    private async Task<IReadOnlyList<string>> ReadTextsAsync() => await ReadAsync("select text from lines order by number", reader => reader.GetString(0));

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<SqliteDataReader, T> read)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
