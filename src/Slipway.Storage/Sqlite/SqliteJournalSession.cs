using Microsoft.Data.Sqlite;
using Slipway.Storage.Journal;

namespace Slipway.Storage.Sqlite;

/// <summary>Runs each statement at once, prepared: there is no way to the file that could be saved.</summary>
internal sealed class SqliteJournalSession(SqliteConnection connection) : JournalSession(connection)
{
    private readonly Dictionary<string, SqliteCommand> prepared = [];

    public override async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = Prepare(sql, values.Length);
            prepared[sql] = command;
        }

        command.Transaction = (SqliteTransaction?)Transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return await command.ExecuteNonQueryAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values)
        {
            await command.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    internal override async Task RunAsync(IReadOnlyList<IWrite> writes)
    {
        foreach (var write in writes)
        {
            await write.RunAsync(this);
        }
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
        }

        return command;
    }
}
