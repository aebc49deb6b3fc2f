using System.Data;
using System.Data.Common;

namespace Slipway.Storage.Journal;

/// <summary>One open connection with its prepared statements, used by one write at a time.</summary>
public sealed class JournalSession(DbConnection connection, IJournalDatabase database) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> prepared = [];

    internal DbTransaction? Transaction { get; set; }

    internal DbConnection Connection => connection;

    internal bool IsOpen => connection.State is ConnectionState.Open;

    /// <summary>Runs a statement whose parameters are named <c>@0</c>, <c>@1</c> and so on.</summary>
    /// <returns>The number of rows it changed.</returns>
    public async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = Prepare(sql, values.Length);
            prepared[sql] = command;
        }

        command.Transaction = Transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = database.ToParameter(values[i]);
        }

        return await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values)
        {
            await command.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    private DbCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{i}";
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
