using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Slipway.Storage.Sqlite;

/// <summary>How a SQLite file is opened: write-ahead log, every commit flushed to disk.</summary>
internal static class SqliteStorage
{
    private const string Pragmas = "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 10000; pragma foreign_keys = on;";

    public static string ConnectionString(string dataDirectory) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(dataDirectory, DatabaseChoice.SqliteFileName),
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = true,
    }.ToString();

    public static async Task<SqliteConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    public static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(new OnOpened());

    /// <summary>Brings the tables up to this version. Whoever calls it has the data directory to itself.</summary>
    public static async Task MigrateAsync(SlipwayDb db, CancellationToken cancellationToken)
    {
        // EF Core's lock is a row, which outlives a process that is killed: the next one would wait for it forever.
        await db.Database.ExecuteSqlRawAsync("drop table if exists \"__EFMigrationsLock\"", cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(db.AppendOnlyAudit, cancellationToken);
    }

    // A connection out of the pool was opened before, and keeps its settings.
    private sealed class OnOpened : DbConnectionInterceptor
    {
        private readonly ConditionalWeakTable<sqlite3, string> set = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (!set.TryGetValue(HandleOf(connection), out _))
            {
                using var command = connection.CreateCommand();
                command.CommandText = Pragmas;
                command.ExecuteNonQuery();
                set.TryAdd(HandleOf(connection), Pragmas);
            }
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (!set.TryGetValue(HandleOf(connection), out _))
            {
                await using var command = connection.CreateCommand();
                command.CommandText = Pragmas;
                await command.ExecuteNonQueryAsync(cancellationToken);
                set.TryAdd(HandleOf(connection), Pragmas);
            }
        }

        private static sqlite3 HandleOf(DbConnection connection) => ((SqliteConnection)connection).Handle!;
    }
}
