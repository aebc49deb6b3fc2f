using System.CommandLine;
using System.Globalization;
using Slipway.Cli.Serve;
using Slipway.Server;
using Slipway.Server.Backup;
using Slipway.Storage;
using Slipway.Storage.Backup;

namespace Slipway.Cli.Backup;

/// <summary><c>slipway backup</c>: a copy of the database while the server runs.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var database = DatabaseOption.Create();
        var to = new Option<FileInfo>("--to") { Description = "The file to make.", HelpName = "FILE", Required = true };
        var overwrite = new Option<bool>("--overwrite") { Description = "Take the place of a file that is there." };
        var withMasterKey = new Option<bool>("--with-master-key") { Description = "Put the master key beside it, as FILE.master.key of mode 0600. Whoever has both files has every secret." };
        var command = new Command("backup", "Copies the database into a file, whether or not the server runs. Every delivery that was answered before is in it.") { data, database, to, overwrite, withMasterKey };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var file = arguments.GetValue(to)!.FullName;
            if (DatabaseOption.Choose(arguments.GetValue(database), Environment.GetEnvironmentVariable(DatabaseOption.Variable)) is { } connectionString)
            {
                var postgres = DatabaseChoice.Postgres(connectionString);
                throw new CommandException(ExitCodes.Usage, $"{postgres} is backed up by PostgreSQL's own tool, which reads a password from PGPASSWORD or ~/.pgpass:\n  {PostgresTools.Dump(postgres, file)}\nKeep the master key, too: without it no secret in the dump can be opened.");
            }

            var done = await DatabaseBackup.TakeAsync(new ServerOptions { DataDirectory = arguments.GetValue(data)! }, file, arguments.GetValue(overwrite), arguments.GetValue(withMasterKey), cancellationToken);
            var output = arguments.InvocationConfiguration.Output;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"backup      {done.File}  {done.Bytes} bytes in {done.Duration.TotalSeconds:0.0} s, every page checked"));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"unfinished  {done.Unfinished} executions, {done.Undecided} deliveries at that moment"));
            await output.WriteLineAsync(done.MasterKeyFile is { } keyFile
                ? $"master key  {done.MasterKeys} in {keyFile}  Whoever has both files has every secret: keep them apart."
                : $"master key  {done.MasterKeys} is not in the backup, and without it no secret in there can be opened: keep it elsewhere.");
            return ExitCodes.Done;
        });
        return command;
    }
}
