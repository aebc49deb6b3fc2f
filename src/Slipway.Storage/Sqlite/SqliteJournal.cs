using Slipway.Storage.Journal;

namespace Slipway.Storage.Sqlite;

/// <summary>The journal on a SQLite file.</summary>
internal sealed class SqliteJournal(string connectionString) : IJournalDatabase
{
    public async Task<JournalSession> OpenAsync(CancellationToken cancellationToken) =>
        new SqliteJournalSession(await SqliteStorage.OpenAsync(connectionString, cancellationToken));

    // There is nothing between us and the file that could be lost, but the disk under it may fail.
    public bool IsConnectionLost(Exception exception) => SqliteTrouble.IsDiskFailure(exception);
}
