using Slipway.Storage.Postgres;

namespace Slipway.Storage.Keys;

/// <summary>
/// Holds a database for the time in which its keys are rotated. A SQLite file is held by whoever holds its directory. On PostgreSQL it is an advisory lock,
/// which starting servers look at, and nobody else may be at home: a running server asks its database every half minute and so is always seen.
/// </summary>
public static class RotationLock
{
    /// <summary>Takes it. Before anything else talks to the database.</summary>
    /// <exception cref="DatabaseUnavailableException">A server is running on the database, its keys are being rotated already, or it cannot be reached.</exception>
    public static async Task<IAsyncDisposable?> TakeAsync(DatabaseChoice database, CancellationToken cancellationToken) =>
        database is DatabaseChoice.PostgresServer postgres ? await PostgresKeys.TakeAsync(postgres.Address, cancellationToken) : null;
}
