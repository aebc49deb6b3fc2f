using Microsoft.Data.Sqlite;
using Slipway.Bench.Subjects;

namespace Slipway.Bench.Deliveries;

/// <summary>What a database holds after its server was killed.</summary>
/// <param name="Count">Rows: accepted deliveries.</param>
/// <param name="Decided">Of these, those whose outcome is on disk too; null where there is nothing to decide.</param>
internal sealed record KeptRows(long Count, long? Decided)
{
    private const string OfTheControl = $"select count(*), null from {ControlServer.Table}";
    private const string OfTheServer = "select count(*), coalesce(sum(is_decided), 0) from deliveries";

    public static async Task<KeptRows> CountAsync(DirectoryInfo data, Case which, CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(data.FullName, "slipway.db"), Pooling = false };
        await using var connection = new SqliteConnection(file.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = which.Webhook is null ? OfTheControl : OfTheServer;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new KeptRows(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1));
    }
}
