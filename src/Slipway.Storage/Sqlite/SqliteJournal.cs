using System.Data.Common;
using Slipway.Storage.Journal;

namespace Slipway.Storage.Sqlite;

/// <summary>The journal on a SQLite file.</summary>
internal sealed class SqliteJournal(string connectionString) : IJournalDatabase
{
    public Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => SqliteStorage.OpenAsync(connectionString, cancellationToken);

    // There is nothing between us and the file that could be lost.
    public bool IsConnectionLost(Exception exception) => false;

    public object ToParameter(object? value) => value ?? DBNull.Value;
}
