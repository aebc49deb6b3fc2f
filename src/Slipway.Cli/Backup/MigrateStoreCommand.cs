using System.CommandLine;
using System.Globalization;
using Slipway.Cli.Serve;
using Slipway.Server;
using Slipway.Server.Backup;
using Slipway.Storage.Moving;

namespace Slipway.Cli.Backup;

/// <summary><c>slipway migrate-store</c>: from SQLite into PostgreSQL.</summary>
internal static class MigrateStoreCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var to = new Option<string?>("--to")
        {
            Description = $"PostgreSQL's connection string, such as 'Host=db.example;Database=slipway;Username=slipway'. Everyone on the machine can see it: one with a password belongs into {DatabaseOption.Variable}.",
            HelpName = "connection string",
        };
        var command = new Command("migrate-store", "Moves everything from the SQLite file into an empty PostgreSQL database, all of it or nothing. The server must be stopped.") { data, to };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var connectionString = DatabaseOption.Choose(arguments.GetValue(to), Environment.GetEnvironmentVariable(DatabaseOption.Variable))
                ?? throw new CommandException(ExitCodes.Usage, $"--to or {DatabaseOption.Variable} names the database to move to.");
            var error = arguments.InvocationConfiguration.Error;
            var done = await StoreMove.RunAsync(new ServerOptions { DataDirectory = arguments.GetValue(data)! }, connectionString, new Told(error), cancellationToken);
            var output = arguments.InvocationConfiguration.Output;
            foreach (var (table, rows) in done.Tables)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table,-24} {rows,10} rows in both"));
            }

            await output.WriteLineAsync($"Everything is in {done.Target}, and the SQLite file is called {done.Aside} now: no server starts on it by mistake.");
            await output.WriteLineAsync($"Start the server with the same master key, {done.MasterKey}{(done.MasterKeyFile is { } file ? $" in {file}" : "")}, and the new database:");
            await output.WriteLineAsync($"  {DatabaseOption.Variable}='Host=…' slipway serve --data {arguments.GetValue(data)}");
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Tells of tables that take their time.</summary>
    private sealed class Told(TextWriter error) : IProgress<TableProgress>
    {
        public void Report(TableProgress value)
        {
            if (value.Rows > 0 && value.Rows < value.Of)
            {
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Table}: {value.Rows} of {value.Of} rows"));
            }
        }
    }
}
