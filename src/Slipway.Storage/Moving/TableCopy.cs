using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Slipway.Storage.Postgres;

namespace Slipway.Storage.Moving;

/// <summary>Copies one table, row by row, as they stand.</summary>
internal sealed class TableCopy(SqliteConnection source, NpgsqlConnection target)
{
    private const int TellEvery = 10_000;

    /// <summary>Copies it and counts it at both ends.</summary>
    /// <exception cref="DatabaseUnavailableException">The other end has another number of rows.</exception>
    public async Task<long> CopyAsync(MovedTable table, IProgress<TableProgress> progress, CancellationToken cancellationToken)
    {
        var expected = Convert.ToInt64(await FromSourceAsync($"select count(*) from {table.Quoted}", cancellationToken), CultureInfo.InvariantCulture);
        progress.Report(new(table.Name, 0, expected));
        await CopyRowsAsync(table, expected, progress, cancellationToken);
        await CountOnAsync(table, cancellationToken);
        var arrived = (long)(await InTargetAsync($"select count(*) from {table.Quoted}", cancellationToken))!;
        progress.Report(new(table.Name, arrived, expected));
        return arrived == expected
            ? arrived
            : throw new DatabaseUnavailableException($"{expected} rows of {table.Name} were read, and {arrived} have arrived.");
    }

    private async Task CopyRowsAsync(MovedTable table, long expected, IProgress<TableProgress> progress, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand();
        command.CommandText = $"select {table.ColumnList} from {table.Quoted}";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await using var writer = await target.BeginBinaryImportAsync($"copy {table.Quoted} ({table.ColumnList}) from stdin (format binary)", cancellationToken);
        for (var rows = 0L; await reader.ReadAsync(cancellationToken); rows++)
        {
            if (rows > 0 && rows % TellEvery == 0)
            {
                progress.Report(new(table.Name, rows, expected));
            }

            await writer.StartRowAsync(cancellationToken);
            for (var i = 0; i < table.Columns.Count; i++)
            {
                await CopyValueAsync(reader, i, table.Columns[i], writer, cancellationToken);
            }
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private static Task CopyValueAsync(SqliteDataReader reader, int place, MovedColumn column, NpgsqlBinaryImporter writer, CancellationToken cancellationToken) =>
        reader.IsDBNull(place) ? writer.WriteNullAsync(cancellationToken)
        : column.Type == typeof(string) ? writer.WriteAsync(PostgresText.Storable(reader.GetString(place)), column.Stored, cancellationToken)
        : column.Type == typeof(Guid) ? writer.WriteAsync(reader.GetGuid(place), column.Stored, cancellationToken)
        : column.Type == typeof(long) ? writer.WriteAsync(reader.GetInt64(place), column.Stored, cancellationToken)
        : column.Type == typeof(int) ? writer.WriteAsync(reader.GetInt32(place), column.Stored, cancellationToken)
        : column.Type == typeof(bool) ? writer.WriteAsync(reader.GetBoolean(place), column.Stored, cancellationToken)
        : column.Type == typeof(double) ? writer.WriteAsync(reader.GetDouble(place), column.Stored, cancellationToken)
        : writer.WriteAsync(reader.GetFieldValue<byte[]>(place), column.Stored, cancellationToken);

    // The next row's number comes after every number that was ever given, that of rows which are gone among them.
    private async Task CountOnAsync(MovedTable table, CancellationToken cancellationToken)
    {
        foreach (var column in table.Columns.Where(column => column.Type == typeof(long) || column.Type == typeof(int)))
        {
            if (await InTargetAsync($"select pg_get_serial_sequence('{table.Quoted}', '{column.Name}')", cancellationToken) is not string sequence)
            {
                continue;
            }

            var given = await FromSourceAsync("select count(*) from sqlite_master where name = 'sqlite_sequence'", cancellationToken) is > 0L
                ? await FromSourceAsync($"select seq from sqlite_sequence where name = '{table.Name}'", cancellationToken)
                : null;
            var highest = Math.Max(
                given is long number ? number : 0,
                Convert.ToInt64(await InTargetAsync($"select coalesce(max(\"{column.Name}\"), 0) from {table.Quoted}", cancellationToken), CultureInfo.InvariantCulture));
            if (highest > 0)
            {
                await InTargetAsync(string.Create(CultureInfo.InvariantCulture, $"select setval('{sequence}', {highest})"), cancellationToken);
            }
        }
    }

    private async Task<object?> FromSourceAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private async Task<object?> InTargetAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = target.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}

/// <summary>How far one table has come.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">How many rows have been written.</param>
/// <param name="Of">How many there are.</param>
public sealed record TableProgress(string Table, long Rows, long Of);
