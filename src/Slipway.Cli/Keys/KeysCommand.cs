using System.CommandLine;
using System.Globalization;
using Slipway.Cli.Serve;
using Slipway.Server;
using Slipway.Server.Identity.Keys;

namespace Slipway.Cli.Keys;

/// <summary><c>slipway keys</c>: the keys that the secrets in a database are sealed under.</summary>
internal static class KeysCommand
{
    private const string NewKeyVariable = "SLIPWAY_NEW_MASTER_KEY";

    public static Command Create() => new("keys", "Shows and rotates the keys that secrets are sealed under.") { Rotate(), Status() };

    private static Command Rotate()
    {
        var data = DataOption.Create();
        var database = DatabaseOption.Create();
        var newKeyFile = new Option<FileInfo?>("--new-key-file") { Description = $"A file with the new master key: 32 bytes in base64. {NewKeyVariable} does as well; with neither, a random one is made where the key is in a file." };
        var revokeOld = new Option<bool>("--revoke-old") { Description = "Make the old keys worthless when nothing is sealed with them any more. Everybody has to sign in again." };
        var command = new Command("rotate", "Wraps the key ring with a new master key, makes a new key in it, and seals every secret with that. The server must be stopped.") { data, database, newKeyFile, revokeOld };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var done = await KeyRotation.RotateAsync(
                OptionsOf(arguments.GetValue(data), arguments.GetValue(database)), NewKey(arguments.GetValue(newKeyFile)), arguments.GetValue(revokeOld), cancellationToken);
            var output = arguments.InvocationConfiguration.Output;
            await output.WriteLineAsync($"master key  {done.OldMasterKey} -> {done.NewMasterKey}  {(done.MasterKeyFile is { } file ? $"in {file}" : "put it into SLIPWAY_MASTER_KEY before you start the server")}");
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"sealed      {done.Resealed} values with the new key {done.NewKey}"));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"revoked     {done.Revoked} old keys"));
            await output.WriteLineAsync($"Backups from before open with master key {done.OldMasterKey} only.");
            if (done.Damaged == 0)
            {
                return ExitCodes.Done;
            }

            await arguments.InvocationConfiguration.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"slipway: {done.Damaged} values cannot be opened with any key of the ring and were left as they are; no old key was revoked."));
            return ExitCodes.Failed;
        });
        return command;
    }

    private static Command Status()
    {
        var data = DataOption.Create();
        var database = DatabaseOption.Create();
        var command = new Command("status", "Shows the master key's id, the keys of the ring, and how many values each has sealed.") { data, database };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var report = await KeyRotation.ReportAsync(OptionsOf(arguments.GetValue(data), arguments.GetValue(database)), cancellationToken);
            var output = arguments.InvocationConfiguration.Output;
            await output.WriteLineAsync($"master key {(report.MasterKeys.IsEmpty ? "none yet" : string.Join(" and ", report.MasterKeys))}");
            await output.WriteLineAsync($"{"KEY",-36}  {"CREATED",-20}  {"AGE",8}  {"EXPIRES",-10}  {"SEALED",8}");
            foreach (var key in report.Keys)
            {
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{key.Id,-36}  {key.CreatedAt:yyyy-MM-ddTHH:mm:ssZ}  {(TimeProvider.System.GetUtcNow() - key.CreatedAt).TotalDays,6:0} d  {key.ExpiresAt:yyyy-MM-dd}  {key.SealedValues,8}{(key.IsRevoked ? "  revoked" : "")}"));
            }

            if (report.Unreadable > 0)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Unreadable} values are sealed with no key of this ring."));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static string? NewKey(FileInfo? file) =>
        file is not null ? File.ReadAllText(file.FullName)
        : Environment.GetEnvironmentVariable(NewKeyVariable) is { } text && !string.IsNullOrWhiteSpace(text) ? text
        : null;

    private static ServerOptions OptionsOf(string? data, string? database) => new()
    {
        DataDirectory = data!,
        Database = DatabaseOption.Choose(database, Environment.GetEnvironmentVariable(DatabaseOption.Variable)),
    };
}
