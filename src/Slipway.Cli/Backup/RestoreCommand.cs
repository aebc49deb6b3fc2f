using System.CommandLine;
using System.Globalization;
using Slipway.Cli.Serve;
using Slipway.Server;
using Slipway.Server.Backup;
using Slipway.Storage;
using Slipway.Storage.Backup;

namespace Slipway.Cli.Backup;

/// <summary><c>slipway restore</c>: a backup in the database's place.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var database = DatabaseOption.Create();
        var from = new Option<FileInfo?>("--from") { Description = "The backup. On PostgreSQL there is none: pg_restore puts the data back, and this command then settles what was unfinished in it.", HelpName = "FILE" };
        var unfinished = new Option<Unfinished>("--unfinished")
        {
            Description = "What becomes of executions and deliveries that were under way when the backup was made: 'cancel', or 'keep' to let them go on when the server starts, which may deploy what was deployed long ago.",
            HelpName = "cancel|keep",
            DefaultValueFactory = _ => Unfinished.Cancel,
        };
        var command = new Command("restore", "Puts a backup in the database's place, and keeps what was there under another name. The server must be stopped.") { data, database, from, unfinished };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var options = new ServerOptions
            {
                DataDirectory = arguments.GetValue(data)!,
                Database = DatabaseOption.Choose(arguments.GetValue(database), Environment.GetEnvironmentVariable(DatabaseOption.Variable)),
            };
            var choice = arguments.GetValue(unfinished);
            var done = (options.Database, arguments.GetValue(from)) switch
            {
                ({ } connectionString, { } file) => throw new CommandException(ExitCodes.Usage, Advice(DatabaseChoice.Postgres(connectionString), file.FullName)),
                ({ }, null) when choice is Unfinished.Keep => throw new CommandException(ExitCodes.Usage, "on PostgreSQL with --unfinished keep there is nothing left to do: start the server."),
                ({ }, null) => await DatabaseRestore.SettleAsync(options, cancellationToken),
                (null, null) => throw new CommandException(ExitCodes.Usage, "--from names the backup."),
                (null, { } file) => await DatabaseRestore.RunAsync(options, file.FullName, choice, cancellationToken),
            };
            await TellAsync(arguments.InvocationConfiguration.Output, done, choice);
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Advice(DatabaseChoice postgres, string file) =>
        $"{postgres} is put back by PostgreSQL's own tool, while every server is stopped:\n  {PostgresTools.Restore(postgres, file)}\nThen run this again without --from: it cancels what was unfinished at that time, before a server takes it up.";

    private static async Task TellAsync(TextWriter output, RestoreReport done, Unfinished choice)
    {
        await output.WriteLineAsync(done.Bytes > 0
            ? string.Create(CultureInfo.InvariantCulture, $"restored    {done.Database}  {done.Bytes} bytes, opens with master key {done.MasterKey}")
            : $"settled     {done.Database}  opens with master key {done.MasterKey}");
        if (done.Aside is { } aside)
        {
            await output.WriteLineAsync($"before      {aside}  Delete it when you no longer need it.");
        }

        var what = string.Create(CultureInfo.InvariantCulture, $"{done.Executions} executions, {done.Deliveries} deliveries");
        await output.WriteLineAsync(choice is Unfinished.Cancel
            ? $"canceled    {what} that were under way at the time of the backup"
            : $"kept        {what} that were under way at the time of the backup go on when the server starts, and may deploy what is outdated.");
        await output.WriteLineAsync("What was pushed since then is not in it: webhooks that reconcile look for it after the start.");
    }
}
