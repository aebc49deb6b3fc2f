using Slipway.Storage.Postgres;

namespace Slipway.Storage;

/// <summary>Which database holds the tables. Its text names no password.</summary>
public abstract class DatabaseChoice
{
    /// <summary>The name of SQLite's file in the data directory.</summary>
    public const string SqliteFileName = "slipway.db";

    private DatabaseChoice()
    {
    }

    /// <summary>Whether the choice holds a password in clear.</summary>
    public abstract bool HoldsPassword { get; }

    /// <summary>A SQLite file, <c>slipway.db</c>, in this directory.</summary>
    public static DatabaseChoice Sqlite(string dataDirectory) => new SqliteFile(dataDirectory);

    /// <summary>PostgreSQL, at Npgsql's connection string: <c>Host=db.example;Database=slipway;Username=slipway</c>.</summary>
    /// <exception cref="DatabaseUnavailableException">The string cannot be read.</exception>
    public static DatabaseChoice Postgres(string connectionString) => new PostgresServer(PostgresAddress.Parse(connectionString));

    internal sealed class SqliteFile(string dataDirectory) : DatabaseChoice
    {
        public string DataDirectory => dataDirectory;

        public override bool HoldsPassword => false;

        public override string ToString() => $"SQLite in {dataDirectory}";
    }

    internal sealed class PostgresServer(PostgresAddress address) : DatabaseChoice
    {
        public PostgresAddress Address => address;

        public override bool HoldsPassword => address.HoldsPassword;

        public override string ToString() => $"PostgreSQL, {address}";
    }
}
