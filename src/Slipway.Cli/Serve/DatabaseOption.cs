using System.CommandLine;
using Slipway.Storage;

namespace Slipway.Cli.Serve;

/// <summary>Where the tables are: <c>--store</c>, or <c>SLIPWAY_DATABASE</c>, or a SQLite file.</summary>
internal static class DatabaseOption
{
    public const string Variable = "SLIPWAY_DATABASE";

    private const string Name = "--store";
    private const string OtherName = "--database";

    // Its value is never shown: no default, no example with a password.
    public static Option<string?> Create() => new(Name, OtherName)
    {
        Description = $"PostgreSQL's connection string, such as 'Host=db.example;Database=slipway;Username=slipway'; SQLite in the data directory when there is none. "
            + $"Everyone on the machine can see it: one with a password belongs into {Variable}.",
        HelpName = "connection string",
    };

    /// <summary>The connection string that counts; null for SQLite.</summary>
    public static string? Choose(string? option, string? variable) =>
        option ?? (string.IsNullOrWhiteSpace(variable) ? null : variable);

    /// <summary>What whoever starts the server should know about the choice; nothing when there was none to make.</summary>
    /// <exception cref="DatabaseUnavailableException">The string cannot be read.</exception>
    public static IEnumerable<string> Remarks(string? option, string? variable, string dataDirectory)
    {
        if (Choose(option, variable) is not { } connectionString)
        {
            yield break;
        }

        var database = DatabaseChoice.Postgres(connectionString);
        yield return $"Slipway keeps its data in {database}";
        if (option is not null && !string.IsNullOrWhiteSpace(variable))
        {
            yield return $"{Variable} is set too; {Name} is used.";
        }

        if (option is not null && database.HoldsPassword)
        {
            yield return $"The password in {Name} can be read in the list of processes; {Variable} hides it.";
        }

        if (File.Exists(Path.Combine(dataDirectory, DatabaseChoice.SqliteFileName)))
        {
            yield return $"{Path.Combine(dataDirectory, DatabaseChoice.SqliteFileName)} is there too and is not used.";
        }
    }
}
