using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;
using Npgsql;
using Slipway.Storage.Journal;

namespace Slipway.Storage.Postgres;

/// <summary>How a PostgreSQL database is opened: a pool for queries, a connection for the journal, every commit flushed to disk.</summary>
internal sealed partial class PostgresStorage(PostgresAddress address, ILogger<PostgresStorage> logger) : IJournalDatabase
{
    private readonly string queries = address.ForQueries().ConnectionString;
    private readonly string journal = address.ForJournal().ConnectionString;

    public async Task<JournalSession> OpenAsync(CancellationToken cancellationToken) => new PostgresJournalSession(await ConnectAsync(cancellationToken));

    // What PostgreSQL itself answers is about the statement, unless it says that it is leaving; all else is about the way to it.
    public bool IsConnectionLost(Exception exception) => exception switch
    {
        PostgresException answer => PostgresTrouble.IsLeaving(answer),
        NpgsqlException => true,
        _ => false,
    };

    public void Configure(DbContextOptionsBuilder options) =>
        options.UseNpgsql(queries).AddInterceptors(new PostgresText.OnCommand(), LikeWhateverTheCase.Instance);

    /// <summary>Brings the tables up to this version, in a database that can keep what it is given.</summary>
    /// <exception cref="DatabaseUnavailableException">It cannot.</exception>
    public async Task MigrateAsync(SlipwayDb db, CancellationToken cancellationToken)
    {
        try
        {
            await CheckAsync(cancellationToken);
            // Else the migrator finds out that it is missing by an error, which it logs.
            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or DatabaseUnavailableException))
        {
            throw new DatabaseUnavailableException($"PostgreSQL's {address} {PostgresTrouble.Explain(e)}.", e);
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select current_setting('server_encoding'), current_setting('fsync')";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetString(0) is var encoding and not "UTF8")
        {
            throw new DatabaseUnavailableException($"PostgreSQL's {address} has the encoding {encoding}, and Slipway needs UTF8: make it with 'createdb --encoding UTF8 --template template0'.");
        }

        if (reader.GetString(1) is "off")
        {
            LogNothingIsFlushed(address);
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(journal);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    [LoggerMessage(4003, LogLevel.Warning, "PostgreSQL's {Address} runs with fsync = off: a power failure can take pushes that were answered.")]
    private partial void LogNothingIsFlushed(PostgresAddress address);
}
