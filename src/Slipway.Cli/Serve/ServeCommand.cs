using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slipway.Server;

namespace Slipway.Cli.Serve;

/// <summary><c>slipway serve</c>: the server.</summary>
internal static class ServeCommand
{
    public const string PasswordVariable = "SLIPWAY_ADMIN_PASSWORD";

    public static Command Create()
    {
        var data = DataOption.Create();
        var database = DatabaseOption.Create();
        var urls = new Option<string>("--urls") { Description = "The address to listen on; port 0 takes a free one.", DefaultValueFactory = _ => "http://localhost:8080" };
        var publicUrl = new Option<Uri?>("--public-url") { Description = "Where registries and people reach this server, when that is not the address it listens on." };
        var logLevel = new Option<LogLevel>("--log-level") { Description = "The least important of Slipway's own messages that are logged.", DefaultValueFactory = _ => LogLevel.Information };

        var command = new Command("serve", $"Runs the server until it is asked to stop. {PasswordVariable} sets the administrator's password at the first start, {DatabaseOption.Variable} the database.") { data, database, urls, publicUrl, logLevel };
        var door = new DoorOptions();
        door.AddTo(command);
        var node = new NodeOptions();
        node.AddTo(command);
        var triggers = new TriggerOptions();
        triggers.AddTo(command);
        var keep = new KeepOptions();
        keep.AddTo(command);
        var provider = new SignInProviderOptions();
        provider.AddTo(command);
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(database),
            Environment.GetEnvironmentVariable(DatabaseOption.Variable),
            keep.Read(arguments, triggers.Read(arguments, node.Read(arguments, door.Read(arguments, new ServerOptions
            {
                DataDirectory = arguments.GetValue(data)!,
                Url = arguments.GetValue(urls)!,
                PublicUrl = arguments.GetValue(publicUrl),
                LogLevel = arguments.GetValue(logLevel),
                SignInProvider = provider.Read(arguments),
                AdministratorPassword = Environment.GetEnvironmentVariable(PasswordVariable),
            })))),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? databaseOption, string? databaseVariable, ServerOptions options, CancellationToken cancellationToken)
    {
        foreach (var remark in DatabaseOption.Remarks(databaseOption, databaseVariable, options.DataDirectory))
        {
            Console.WriteLine(remark);
        }

        await using var server = await SlipwayServer.BuildAsync(options with { Database = DatabaseOption.Choose(databaseOption, databaseVariable) }, cancellationToken);
        await server.StartAsync(cancellationToken);
        Console.WriteLine($"Slipway listens on {server.Urls.First()}");
        await server.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
