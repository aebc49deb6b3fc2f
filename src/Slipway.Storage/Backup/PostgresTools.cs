namespace Slipway.Storage.Backup;

/// <summary>The command lines of PostgreSQL's own tools that back a database up and put it back. They name no password: the tools read PGPASSWORD or ~/.pgpass.</summary>
public static class PostgresTools
{
    /// <summary>The line that backs it up into a file; null for SQLite.</summary>
    public static string? Dump(DatabaseChoice database, string file) => database is DatabaseChoice.PostgresServer postgres
        ? $"pg_dump --format=custom --file={Quoted(file)} --dbname={Quoted(postgres.Address.ForTools())}"
        : null;

    /// <summary>The line that puts it back from that file, all of it or nothing; null for SQLite.</summary>
    public static string? Restore(DatabaseChoice database, string file) => database is DatabaseChoice.PostgresServer postgres
        ? $"pg_restore --clean --if-exists --no-owner --single-transaction --dbname={Quoted(postgres.Address.ForTools())} {Quoted(file)}"
        : null;

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
