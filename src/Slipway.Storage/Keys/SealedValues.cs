using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Slipway.Storage.Keys;

/// <summary>
/// Everything in the database that was sealed: every text column whose property is called <c>Sealed…</c>. A new one is found by its name.
/// </summary>
public sealed class SealedValues(IDbContextFactory<SlipwayDb> contexts)
{
    private const string Prefix = "Sealed";
    private const int BatchSize = 200;

    /// <summary>The columns, as <c>table.column</c>.</summary>
    public async Task<IReadOnlyList<string>> ColumnsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return [.. ColumnsOf(db).Select(column => column.ToString())];
    }

    /// <summary>How many values there are, by how they begin: that tells the key that sealed them.</summary>
    /// <param name="headLength">How many characters of the beginning count.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(int headLength, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var counts = new Dictionary<string, long>();
        foreach (var column in ColumnsOf(db))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture, $"select substr({column.Name}, 1, {headLength}), count(*) from {column.Table} where {column.Name} is not null group by substr({column.Name}, 1, {headLength})");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                counts[reader.GetString(0)] = counts.GetValueOrDefault(reader.GetString(0)) + reader.GetInt64(1);
            }
        }

        return counts;
    }

    /// <summary>Puts other values in their place, some hundred in one transaction. Whatever ends it in between, each value is whole: the old one or the new.</summary>
    /// <param name="reseal">The new value; null to leave the old.</param>
    /// <param name="cancellationToken">Stops it between two transactions.</param>
    /// <returns>How many were replaced.</returns>
    public async Task<long> ReplaceAsync(Func<string, string?> reseal, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var replaced = 0L;
        foreach (var column in ColumnsOf(db))
        {
            for (object? last = null; ;)
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                var connection = db.Database.GetDbConnection();
                var batch = await ReadAsync(connection, column, last, cancellationToken);
                foreach (var (key, old) in batch)
                {
                    if (reseal(old) is { } next)
                    {
                        await using var command = Command(connection, $"update {column.Table} set {column.Name} = @next where {column.Key} = @key", ("@next", next), ("@key", key));
                        replaced += await command.ExecuteNonQueryAsync(cancellationToken);
                    }
                }

                await transaction.CommitAsync(cancellationToken);
                if (batch.Count < BatchSize)
                {
                    break;
                }

                last = batch[^1].Key;
            }
        }

        return replaced;
    }

    private static async Task<List<(object Key, string Value)>> ReadAsync(DbConnection connection, Column column, object? after, CancellationToken cancellationToken)
    {
        var later = after is null ? "" : $" and {column.Key} > @after";
        await using var command = Command(
            connection,
            $"select {column.Key}, {column.Name} from {column.Table} where {column.Name} is not null{later} order by {column.Key} limit {BatchSize.ToString(CultureInfo.InvariantCulture)}",
            after is null ? [] : [("@after", after)]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var batch = new List<(object, string)>(BatchSize);
        while (await reader.ReadAsync(cancellationToken))
        {
            batch.Add((reader.GetValue(0), reader.GetString(1)));
        }

        return batch;
    }

    private static DbCommand Command(DbConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static List<Column> ColumnsOf(SlipwayDb db) =>
    [
        .. from entity in db.Model.GetEntityTypes()
           from property in entity.GetProperties()
           where property.ClrType == typeof(string) && property.Name.StartsWith(Prefix, StringComparison.Ordinal)
           orderby entity.GetTableName(), property.GetColumnName()
           select new Column(entity.GetTableName()!, property.GetColumnName(), entity.FindPrimaryKey()!.Properties.Single().GetColumnName()),
    ];

    private sealed record Column(string Table, string Name, string Key)
    {
        public override string ToString() => $"{Table}.{Name}";
    }
}
