using System.Text.RegularExpressions;
using System.Threading.Channels;
using Npgsql;
using Slipway.Storage.Journal;

namespace Slipway.Storage.Postgres;

/// <summary>
/// Sends the statements of a whole group in one go. All writes are started, in their order; what they ask for before they have to wait
/// for an answer goes to the server together, and what they ask for afterwards goes with the next batch.
/// </summary>
internal sealed partial class PostgresJournalSession(NpgsqlConnection connection) : JournalSession(connection)
{
    private readonly Dictionary<string, string> numbered = [];
    private readonly Channel<Statement> asked = Channel.CreateUnbounded<Statement>();

    public override Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(Numbered(sql));
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = ToParameter(value) });
        }

        var statement = new Statement(command);
        asked.Writer.TryWrite(statement);
        return statement.Changed.Task;
    }

    internal override async Task RunAsync(IReadOnlyList<IWrite> writes)
    {
        var running = Task.WhenAll(writes.Select(write => write.RunAsync(this)).ToList());
        var batch = new List<Statement>();
        while (true)
        {
            while (asked.Reader.TryRead(out var statement))
            {
                batch.Add(statement);
            }

            if (batch.Count > 0)
            {
                await SendAsync(batch);
                batch.Clear();
            }
            else if (running.IsCompleted)
            {
                break;
            }
            else
            {
                await Task.WhenAny(running, asked.Reader.WaitToReadAsync().AsTask());
            }
        }

        await running;
    }

    private async Task SendAsync(List<Statement> sent)
    {
        await using var batch = new NpgsqlBatch(connection, (NpgsqlTransaction?)Transaction);
        foreach (var statement in sent)
        {
            batch.BatchCommands.Add(statement.Command);
        }

        try
        {
            await batch.ExecuteNonQueryAsync();
        }
        catch (Exception e)
        {
            foreach (var statement in sent)
            {
                statement.Changed.SetException(e);
            }

            return;
        }

        // Here and now, as far as may be, and not on some other thread: then what the writes ask for next is in the next batch.
        foreach (var statement in sent)
        {
            statement.Changed.SetResult(statement.Command.RecordsAffected);
        }
    }

    private static object ToParameter(object? value) => value switch
    {
        null => DBNull.Value,
        string text => PostgresText.Storable(text),
        _ => value,
    };

    // Npgsql looks for named parameters each time, and takes PostgreSQL's own numbers, from $1, as they are.
    private string Numbered(string sql)
    {
        if (!numbered.TryGetValue(sql, out var text))
        {
            text = Parameter().Replace(sql, match => $"${int.Parse(match.ValueSpan[1..], null) + 1}");
            numbered[sql] = text;
        }

        return text;
    }

    [GeneratedRegex("@[0-9]+")]
    private static partial Regex Parameter();

    private sealed record Statement(NpgsqlBatchCommand Command)
    {
        public TaskCompletionSource<int> Changed { get; } = new();
    }
}
