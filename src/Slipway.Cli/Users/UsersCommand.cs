using System.CommandLine;
using Slipway.Cli.Serve;
using Slipway.Server;
using Slipway.Server.Identity;

namespace Slipway.Cli.Users;

/// <summary><c>slipway users</c>: what must work when nobody can sign in.</summary>
internal static class UsersCommand
{
    private const string PasswordVariable = "SLIPWAY_NEW_PASSWORD";

    public static Command Create() => new("users", "Helps people back in who have lost their password.") { ResetPassword() };

    private static Command ResetPassword()
    {
        var name = new Argument<string>("name") { Description = "The user's name, such as 'admin'." };
        var data = DataOption.Create();
        var database = DatabaseOption.Create();
        var command = new Command("reset-password", $"Gives somebody a new password, unlocks them and signs them out everywhere. Works on the database itself. {PasswordVariable} sets the password; else a random one is printed once.") { name, data, database };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var given = Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } text ? text : null;
            var options = new ServerOptions
            {
                DataDirectory = arguments.GetValue(data)!,
                Database = DatabaseOption.Choose(arguments.GetValue(database), Environment.GetEnvironmentVariable(DatabaseOption.Variable)),
            };
            var password = await PasswordReset.ResetAsync(options, arguments.GetValue(name)!, given, cancellationToken);
            await arguments.InvocationConfiguration.Output.WriteLineAsync(given is null ? $"{arguments.GetValue(name)} has a new password: {password}" : $"{arguments.GetValue(name)} has a new password.");
            return ExitCodes.Done;
        });
        return command;
    }
}
