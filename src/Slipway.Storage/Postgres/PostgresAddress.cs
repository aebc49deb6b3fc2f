using Npgsql;

namespace Slipway.Storage.Postgres;

/// <summary>A connection string that was read, with what Slipway insists on. Its text names no password.</summary>
internal sealed class PostgresAddress
{
    private const string Form = "Expected is the form 'Host=db.example;Database=slipway;Username=slipway', with a value that holds ';' in double quotes";

    private readonly NpgsqlConnectionStringBuilder settings;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings) => this.settings = settings;

    /// <summary>Whether the password stands in the string itself.</summary>
    public bool HoldsPassword => settings.Password is { Length: > 0 };

    /// <summary>Where people ask readers to look: <c>database 'slipway' at db.example:5432</c>.</summary>
    public override string ToString() => $"database '{settings.Database ?? settings.Username ?? Environment.UserName}' at {settings.Host}:{settings.Port}";

    /// <summary>The address that the connection string means.</summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be read. The message holds nothing of it: where it is cut wrongly, a password may be in any part.</exception>
    public static PostgresAddress Parse(string connectionString)
    {
        if (connectionString.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || connectionString.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
        {
            throw new DatabaseUnavailableException($"The PostgreSQL connection string is a URL. {Form}.");
        }

        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new DatabaseUnavailableException($"The PostgreSQL connection string cannot be read. {Form}.");
        }

        return settings.Host is { Length: > 0 }
            ? new PostgresAddress(settings)
            : throw new DatabaseUnavailableException($"The PostgreSQL connection string names no Host. {Form}.");
    }

    /// <summary>For the many short conversations of ordinary work.</summary>
    public NpgsqlConnectionStringBuilder ForQueries() => new(settings.ConnectionString)
    {
        ApplicationName = settings.ApplicationName ?? "slipway",
        Pooling = true,
        Multiplexing = false,
        NoResetOnClose = true,
        // What is asked over and over is planned once for each connection.
        MaxAutoPrepare = 64,
        AutoPrepareMinUsages = 3,
        // A commit that returns before it is on disk would make the answer to a push a lie. The last word wins, over the server's, the database's and the user's.
        // Compiling a query takes longer than any of these lasts; who wants it all the same says so.
        Options = $"-c jit=off {settings.Options} -c synchronous_commit=on".Replace("  ", " ", StringComparison.Ordinal),
        Enlist = false,
        PersistSecurityInfo = false,
        IncludeErrorDetail = false,
        LogParameters = false,
    };

    /// <summary>In the form that PostgreSQL's own tools read, without the password.</summary>
    public string ForTools()
    {
        (string Name, string? Value)[] parts = [("host", settings.Host), ("port", $"{settings.Port}"), ("dbname", settings.Database), ("user", settings.Username)];
        return string.Join(' ', parts.Where(part => part.Value is { Length: > 0 }).Select(part => $"{part.Name}={ForTools(part.Value!)}"));
    }

    private static string ForTools(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or ',')
        ? value
        : $"'{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";

    /// <summary>For the journal's one long conversation: it should find out early that the other side has gone.</summary>
    public NpgsqlConnectionStringBuilder ForJournal() => new(ForQueries().ConnectionString)
    {
        Pooling = false,
        KeepAlive = 10,
        AutoPrepareMinUsages = 2,
    };

    /// <summary>For saying who is a node: rather an error soon than an answer late.</summary>
    public NpgsqlConnectionStringBuilder ForCluster() => new(ForQueries().ConnectionString)
    {
        Timeout = 5,
        CommandTimeout = 5,
        MinPoolSize = 0,
        MaxPoolSize = 4,
    };
}
